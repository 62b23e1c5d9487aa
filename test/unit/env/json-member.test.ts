// One key of a JSON file changes; every other byte stays.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withMember } from '../../../main/env/json-member.ts';

const KEY = 'currentContext';

describe('removing', () => {
  test.each([
    ['alone', '{\n\t"currentContext": "slipway"\n}', '{\n}'],
    ['first', '{"currentContext":"a","auths":{}}', '{"auths":{}}'],
    ['last', '{\n  "auths": {},\n  "currentContext": "a"\n}\n', '{\n  "auths": {}\n}\n'],
    [
      'in the middle',
      '{ "a": [1, {"b": ","}] , "currentContext" : "x" , "c": 1e400 }',
      '{ "a": [1, {"b": ","}] , "c": 1e400 }',
    ],
    ['not there', '{"auths": {"currentContext": "inner"}}', '{"auths": {"currentContext": "inner"}}'],
  ])('%s', (_where, before, after) => {
    expect(withMember(before, KEY, undefined)).toBe(after);
  });
});

describe('setting', () => {
  test.each([
    ['in an empty object', '{}', '{\n\t"currentContext": "slipway"\n}'],
    ['in place', '{"currentContext": "a", "b": 1}', '{"currentContext": "slipway", "b": 1}'],
    [
      'behind the others, indented as they are',
      '{\n\t"auths": {}\n}',
      '{\n\t"auths": {},\n\t"currentContext": "slipway"\n}',
    ],
    [
      'over a value that is no text',
      '{"currentContext": {"x": [1]}, "b": 1}',
      '{"currentContext": "slipway", "b": 1}',
    ],
  ])('%s', (_where, before, after) => {
    expect(withMember(before, KEY, 'slipway')).toBe(after);
  });
});

const anyObject = fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true });
const anyIndent = fc.constantFrom('', '\t', '  ');

test('any object keeps its other members, and parses', () => {
  fc.assert(
    fc.property(anyObject, anyIndent, fc.string(), fc.option(fc.string()), (object, indent, key, value) => {
      const rest = Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
      const expected = value === null ? rest : { ...rest, [key]: value };
      const text = withMember(JSON.stringify(object, null, indent), key, value ?? undefined);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(expected)));
    }),
  );
});

test('what is set and taken away again leaves the file as it was', () => {
  fc.assert(
    fc.property(anyObject, anyIndent, (object, indent) => {
      fc.pre(!(KEY in object) && Object.keys(object).length > 0);
      const before = JSON.stringify(object, null, indent);
      expect(withMember(withMember(before, KEY, 'slipway'), KEY, undefined)).toBe(before);
    }),
  );
});

// The bench's medians are medians.

import { describe, expect, test } from 'vitest';
import { summarise, usual } from '../../bench/statistics.ts';

describe('samples are summed up', () => {
  test('an outlier does not move the median', () => {
    expect(summarise([9, 8, 100])).toEqual({ median: 9, min: 8, max: 100 });
  });

  test('of an even number of samples the median lies between the middle two', () => {
    expect(summarise([4, 1, 3, 2])).toEqual({ median: 2.5, min: 1, max: 4 });
  });

  test('numbers are ordered as numbers', () => {
    expect(summarise([10, 9, 100]).median).toBe(10);
  });

  test('nothing measured is no figure', () => {
    expect(() => summarise([])).toThrow('no samples');
  });

  test('the usual run is a run that was made, the one nearest the median', () => {
    expect(usual([{ ms: 30 }, { ms: 10 }, { ms: 11 }, { ms: 90 }], ({ ms }) => ms)).toEqual({ ms: 30 });
  });
});

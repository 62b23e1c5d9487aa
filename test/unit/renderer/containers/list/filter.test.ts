// The list shows what was asked for, and its tabs count the same.

import { describe, expect, test } from 'vitest';
import {
  countByTab,
  filterContainers,
  stillSelected,
} from '../../../../../renderer/features/containers/list/filter.ts';
import { containerRow } from '../container-row.ts';

const rows = [
  containerRow({ name: 'shop-web-1', image: 'nginx:1.27', project: 'shop', service: 'web' }),
  containerRow({ name: 'shop-db-1', image: 'postgres:17', project: 'shop', service: 'db', state: 'paused' }),
  containerRow({
    name: 'old',
    image: 'Alpine',
    state: 'exited',
    ports: [{ containerPort: 80, protocol: 'tcp', hostPort: 8080 }],
  }),
  containerRow({ name: 'new', state: 'created' }),
];
const namesOf = (tab: 'all' | 'running' | 'stopped', search = '') =>
  filterContainers(rows, tab, search).map(({ name }) => name);

describe('the tabs', () => {
  test('count every container once', () => {
    expect(countByTab(rows)).toEqual({ all: 4, running: 2, stopped: 2 });
  });

  test('a paused container is not a stopped one', () => {
    expect(namesOf('running')).toEqual(['shop-web-1', 'shop-db-1']);
    expect(namesOf('stopped')).toEqual(['old', 'new']);
  });
});

describe('the search', () => {
  test.each([
    ['shop', ['shop-web-1', 'shop-db-1']],
    ['POSTGRES', ['shop-db-1']],
    ['alpine', ['old']],
    ['8080', ['old']],
    ['  shop   nginx ', ['shop-web-1']],
    ['shop alpine', []],
    ['', ['shop-web-1', 'shop-db-1', 'old', 'new']],
  ])('%j finds %j', (search, names) => {
    expect(namesOf('all', search)).toEqual(names);
  });

  test('takes what was typed as text, not as a pattern', () => {
    expect(namesOf('all', '.*')).toEqual([]);
  });
});

test('a selection forgets containers that are gone', () => {
  const byKey = new Map(rows.map((row) => [row.id, row]));
  expect(stillSelected(byKey, new Set(['gone', 'old'])).map(({ name }) => name)).toEqual(['old']);
});

import { describe, expect, it } from 'vitest';
import { keyedTable, letterKey, type KeyedTable } from '../../../src/report/evidence/keyed-table.ts';

const column = (name: string, key: string) => ({ name, key, cells: ['+0.25', '-1'] });

const table: KeyedTable = {
  head: { name: 'a long name of rows', key: 'row' },
  rows: ['one', 'two'],
  groups: [
    [column('the first measure', 'A'), column('the second measure', 'B')],
    [column('the first of a control', 'A1'), column('the second of a control', 'B1')],
  ],
  legend: [
    ['A', 'the first measure'],
    ['B', 'the second measure'],
  ],
};

describe('keyedTable', () => {
  it('has the names of columns where they fit', () => {
    const named = keyedTable(table, 111);
    expect(named).toMatch(/^a long name of rows {2}the first measure {2}the second measure {2}the first of/);
    expect(named).not.toContain('A1');
    const width = Math.max(...named.split('\n').map((line) => line.length));
    expect(keyedTable(table, width)).toBe(named);
    expect(keyedTable(table, width - 1)).toContain('A1');
  });

  it('else keys with a legend', () => {
    expect(keyedTable(table, 40)).toBe(
      [
        'A  the first measure',
        'B  the second measure',
        '',
        'row      A      B     A1     B1',
        'one  +0.25  +0.25  +0.25  +0.25',
        'two     -1     -1     -1     -1',
      ].join('\n'),
    );
  });

  it('begins a block for columns that belong together, and another where these do not fit', () => {
    const heads = (width: number): string[] =>
      keyedTable(table, width)
        .split('\n')
        .filter((line) => line.startsWith('row'))
        .map((line) => line.replaceAll(/ +/g, ' '));
    expect(heads(31)).toEqual(['row A B A1 B1']);
    expect(heads(30)).toEqual(['row A B', 'row A1 B1']);
    expect(heads(16)).toEqual(['row A', 'row B', 'row A1', 'row B1']);
    expect(heads(1)).toEqual(['row A', 'row B', 'row A1', 'row B1']);
  });
});

it('keys go on after Z', () => {
  expect([0, 25, 26, 27, 51, 52, 701, 702].map(letterKey)).toEqual([
    ...['A', 'Z', 'AA', 'AB', 'AZ', 'BA', 'ZZ', 'AAA'],
  ]);
});

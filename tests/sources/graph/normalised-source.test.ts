import { describe, expect, it } from 'vitest';
import { normalisedSource } from '../../../src/sources/graph/normalised-source.ts';

const source = `import { log } from './log.ts';
import './polyfill.ts';

/** Doubles. */
export function double(value: number): number {
  return 2 * value; // twice
}
`;

const normal = (text: string, name = 'double.ts'): Promise<string | undefined> =>
  normalisedSource(name, Buffer.from(text));

describe('normalisedSource', () => {
  it.each([
    ['white space', source.replaceAll('  ', '\t').replaceAll('\n', '\n\n')],
    ['comments', source.replace('/** Doubles. */', '/*! Twice the value. */').replace(' // twice', '')],
    ['line ends', source.replaceAll('\n', '\r\n')],
    ['quotes and semicolons', source.replaceAll("'", '"').replace('value;', 'value')],
    ['types', source.replace('(value: number): number', '(value: any): unknown')],
  ])('does not change with %s', async (_, text) => {
    expect(await normal(text)).toBe(await normal(source));
  });

  it.each([
    ['a constant', source.replace('2 *', '3 *')],
    ['an operator', source.replace('2 *', '2 +')],
    ['an import that is run for its effect', source.replace("import './polyfill.ts';", '')],
    ['an import that is not used here', source.replace('{ log }', '{ warn }')],
    ['a text with white space', `${source}export const title = 'a  b';`],
  ])('changes with %s', async (_, text) => {
    expect(await normal(text)).not.toBe(await normal(source));
  });

  it('white space inside a text counts', async () => {
    expect(await normal("export const t = 'a  b';")).not.toBe(await normal("export const t = 'a b';"));
  });

  it('is none of data files', async () => {
    expect(await normal('1, 2', 'table.csv')).toBeUndefined();
  });

  it.each(['x.mts', 'x.cts', 'x.tsx'])('reads types in %s', async (name) => {
    expect(await normal('export const one: number = 1;', name)).toBe('export const one=1;\n');
  });
});

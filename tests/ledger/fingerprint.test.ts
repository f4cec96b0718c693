import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { combined, explainChange, fingerprint } from '#ledger';

let root: string;
beforeAll(() => void (root = mkdtempSync(join(tmpdir(), 'fingerprint-'))));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const source = `import { log } from './log.ts';
import './polyfill.ts';

/** Doubles. */
export function double(value: number): number {
  return 2 * value; // twice
}
`;

/** The fingerprint of one part made of these files. */
async function hashOfFiles(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = mkdtempSync(join(root, 'part-'));
  const paths = Object.entries(files).map(([name, content]) => {
    const path = join(folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, content);
    return path;
  });
  return (await fingerprint({ root: folder, files: { part: paths } }))['part']!;
}

const hashOfSource = (text: string, name = 'double.ts'): Promise<string> => hashOfFiles({ [name]: text });

describe('fingerprint', () => {
  it.each([
    ['white space', source.replaceAll('  ', '\t').replaceAll('\n', '\n\n')],
    ['comments', source.replace('/** Doubles. */', '/*! Twice the value. */').replace(' // twice', '')],
    ['line ends', source.replaceAll('\n', '\r\n')],
    ['quotes and semicolons', source.replaceAll("'", '"').replace('value;', 'value')],
    ['types', source.replace('(value: number): number', '(value: any): unknown')],
  ])('does not change with %s', async (_, text) => {
    expect(await hashOfSource(text)).toBe(await hashOfSource(source));
  });

  it.each([
    ['a constant', source.replace('2 *', '3 *')],
    ['an operator', source.replace('2 *', '2 +')],
    ['an import that is run for its effect', source.replace("import './polyfill.ts';", '')],
    ['an import that is not used here', source.replace('{ log }', '{ warn }')],
    ['a text with white space', `${source}export const title = 'a  b';`],
  ])('changes with %s', async (_, text) => {
    expect(await hashOfSource(text)).not.toBe(await hashOfSource(source));
  });

  it('white space inside a text counts', async () => {
    expect(await hashOfSource("export const t = 'a  b';")).not.toBe(
      await hashOfSource("export const t = 'a b';"),
    );
  });

  it('changes when a file is renamed, added or removed, not with the order of the list', async () => {
    const whole = await hashOfFiles({ 'a.ts': 'export {};', 'b/c.ts': source });
    expect(await hashOfFiles({ 'b/c.ts': source, 'a.ts': 'export {};' })).toBe(whole);
    expect(await hashOfFiles({ 'a.ts': 'export {};', 'b/d.ts': source })).not.toBe(whole);
    expect(await hashOfFiles({ 'b/c.ts': source })).not.toBe(whole);
  });

  it('takes data files as they are', async () => {
    expect(await hashOfSource('1, 2', 'table.csv')).not.toBe(await hashOfSource('1,2', 'table.csv'));
  });

  it('does not change when the checkout is moved', async () => {
    const before = join(root, 'before');
    const after = join(root, 'after');
    mkdirSync(before);
    writeFileSync(join(before, 'double.ts'), source);
    const one = await fingerprint({ root: before, files: { part: [join(before, 'double.ts')] } });
    renameSync(before, after);
    expect(await fingerprint({ root: after, files: { part: [join(after, 'double.ts')] } })).toEqual(one);
  });

  it('names a file that cannot be parsed, or that is not there', async () => {
    await expect(hashOfSource('export const =', 'broken.ts')).rejects.toThrow(
      /cannot fingerprint .*broken\.ts: /,
    );
    await expect(fingerprint({ root, files: { part: [join(root, 'absent.ts')] } })).rejects.toThrow(
      /cannot fingerprint .*absent\.ts: /,
    );
  });
});

describe('explainChange', () => {
  it('names what changed, came and went, and nothing else', () => {
    const before = { claim: '1', 'src/nn': '2', engine: '3', data: '4' };
    const after = { claim: '1', 'src/nn': '9', engine: '3', measure: '5' };
    expect(explainChange(before, after)).toEqual(['data was removed', 'measure is new', 'src/nn changed']);
    expect(explainChange(before, { ...before })).toEqual([]);
  });
});

describe('combined', () => {
  it('depends on every part and its name, not on their order', () => {
    expect(combined({ a: '1', b: '2' })).toBe(combined({ b: '2', a: '1' }));
    const others = [{ a: '2', b: '1' }, { a: '1' }, { a: '1', c: '2' }].map(combined);
    expect(new Set([combined({ a: '1', b: '2' }), ...others]).size).toBe(4);
  });
});

import { describe, expect, it } from 'vitest';
import { moduleFacts, type ModuleFacts } from '../../../src/sources/graph/module-facts.ts';

const factsOf = (text: string, name = 'x.ts'): Promise<ModuleFacts> => moduleFacts(name, Buffer.from(text));

/** `from: taken as given, ...` of each import, `from: *` where all is taken. */
async function importsOf(text: string, name?: string): Promise<string[]> {
  const { imports } = await factsOf(text, name);
  return imports.map(({ from, names }) => {
    const list = names?.map(({ taken, given }) => (taken === given ? taken : `${taken} as ${given}`));
    return `${from}: ${list?.join(', ') ?? '*'}`;
  });
}

describe('moduleFacts', () => {
  it.each([
    ["import { a, b as c } from 'x';", ['x: a, b as c']],
    ["import d from 'x';", ['x: default as d']],
    ["import d, { a } from 'x';", ['x: a, default as d']],
    ["import * as all from 'x';", ['x: *']],
    ["import d, * as all from 'x';", ['x: *']],
    ["import 'x';", ['x: *']],
    ["import {} from 'x';", ['x: *']],
    ["import { from, as, as as b, type as c } from 'x';", ['x: from, as, as as b, type as c']],
    ["import { default as $ } from 'x';", ['x: default as $']],
    ["import { 'a, b' as c } from 'x';", ['x: *']],
    ["import data from './x.json' with { type: 'json' };", ['./x.json: default as data']],
    ["export { a, b as c, default as d } from 'x';", ['x: a, b as c, default as d']],
    ["export * from 'x';", ['x: *']],
    ["export * as all from 'x';", ['x: *']],
    ["const x = () => import('x');", ['x: *']],
    ['const x = () => import(`x`);', ['x: *']],
    ["const { a } = require('x');", ['x: *']],
    ["import type { A } from 'x';", []],
    ["import { a, type A } from 'x';", ['x: a']],
    ["export type { A } from 'x';", []],
    ["let a: import('x').A;", []],
    ["// import { a } from 'x';\nconst text = \"import { a } from 'x'\";", []],
    ['console.log(import.meta.url);', []],
  ])('%s', async (text, expected) => {
    expect(await importsOf(text)).toEqual(expected);
  });

  it('is an index only where it holds nothing but re-exports', async () => {
    const isIndex = async (text: string): Promise<boolean> => (await factsOf(text)).index;
    expect(await isIndex("// All.\nexport { a } from './a.ts';\nexport * from './b.ts';")).toBe(true);
    expect(await isIndex("export { a } from './a.ts';\nexport type { B } from './b.ts';")).toBe(true);
    expect(await isIndex("export { a } from './a.ts';\nexport const b = 1;")).toBe(false);
    expect(await isIndex("import './a.ts';\nexport { b } from './b.ts';")).toBe(false);
    expect(await isIndex("import { a } from './a.ts';\nexport { a };")).toBe(false);
    expect(await isIndex("import('./a.ts');")).toBe(false);
    expect(await isIndex('export interface A {}')).toBe(false);
  });

  it('shows an import that only the run tells', async () => {
    expect((await factsOf('const f = (x: string) => import(x + ".ts");')).computed).toBe('import(x+".ts")');
    expect((await factsOf('const f = () => import("x");')).computed).toBeUndefined();
  });

  it('takes data files as they are', async () => {
    const [one, two] = await Promise.all(['1, 2', '1,2'].map((text) => factsOf(text, 'table.csv')));
    expect(one!.hash).not.toBe(two!.hash);
    expect(one!.imports).toEqual([]);
  });

  it('rejects what cannot be parsed', async () => {
    await expect(factsOf('export const =')).rejects.toThrow(/Expected identifier/);
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { allowedInEngine, circlesOf, engineViolations } from './architecture/engine-rules.ts';
import {
  allowed,
  fileViolations,
  foldersWithoutIndex,
  importsOf,
  importViolations,
  lineCap,
  type Source,
} from './architecture/source-rules.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function sourcesBelow(folder: string): Source[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => `${folder}/${file.split(sep).join('/')}`)
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

const [src, claims, tests] = ['src', 'claims', 'tests'].map(sourcesBelow) as [Source[], Source[], Source[]];

describe('the repository', () => {
  it('imports go one way', () => {
    expect([...src, ...claims].flatMap(importViolations)).toEqual([]);
  });

  it('imports go one way inside the engine too', () => {
    expect(src.flatMap(engineViolations)).toEqual([]);
  });

  it('no files import each other in a circle', () => {
    expect(circlesOf(src)).toEqual([]);
  });

  it('files are short and named after what they do', () => {
    expect([...src, ...claims, ...tests].flatMap(fileViolations)).toEqual([]);
  });

  it('every source folder has one surface', () => {
    expect(foldersWithoutIndex(src.map(({ path }) => path))).toEqual([]);
  });

  it('every alias of the package is a folder of the table, and the other way round', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      readonly imports: Readonly<Record<string, string>>;
    };
    const aliases = Object.entries(manifest.imports).map(([alias, file]) => [alias, file]);
    const folders = Object.keys(allowed).filter((folder) => !['cli', 'public'].includes(folder));
    expect(aliases.sort()).toEqual(
      folders.map((folder) => [`#${folder}`, `./src/${folder}/index.ts`]).sort(),
    );
  });

  it('the tables have no way round in a circle', () => {
    const reaches = (table: typeof allowed, from: string, seen: readonly string[]): boolean =>
      (table[from] ?? []).some((to) => seen.includes(to) || reaches(table, to, [...seen, to]));
    const plain = Object.entries(allowed).map(([folder, may]) => [
      folder,
      may.map((to) => to.replace('type ', '')),
    ]);
    for (const table of [Object.fromEntries(plain) as typeof allowed, allowedInEngine])
      for (const part of Object.keys(table)) expect(reaches(table, part, [part])).toBe(false);
  });
});

const violations = (path: string, text: string): string[] => importViolations({ path, text });

describe('the rules can fail', () => {
  it.each([
    ['src/stats/a.ts', "import { judge } from '#claim';", /may not import it/],
    ['src/core/a.ts', "export * from '#stats';", /may not import it/],
    ['src/measure/a.ts', "const { judge } = await import('#claim');", /may not import it/],
    ['src/claim/a.ts', "type Engine = import('#engine').EngineName;", /may not import it/],
    ['src/report/a.ts', "import { judge } from '#claim';", /types of #claim only/],
    ['src/report/a.ts', "import { judge, type Evidence } from '#claim';", /types of #claim only/],
    ['src/nn/a.ts', "import { x } from '../core/seeds.ts';", /leaves src\/nn\//],
    ['src/engine/onnx/a.ts', "import { x } from '../../ops/x.ts';", /leaves src\/engine\//],
    ['src/runner/a.ts', "import x from '../../claims/p/x.claim.ts';", /leaves src\/runner\//],
    ['src/runner/a.ts', "import { main } from '#cli';", /may not import it/],
    ['src/claim/a.ts', "import { defineClaim } from 'claimcheck';", /the package's own name is for claims/],
    ['claims/p/a.claim.ts', "import { defineClaim } from '#claim';", /claims import only/],
    ['src/core/a.ts', "import { x } from '#core/seeds';", /may not import it/],
    ['src/new-folder/a.ts', "import { x } from '#core';", /no place in the table/],
    ['claims/p/a.claim.ts', "import { openLedger } from '#ledger';", /claims import only/],
    ['claims/p/a.claim.ts', "import { readFileSync } from 'node:fs';", /claims import only/],
    ['claims/p/a.claim.ts', "import * as tf from '@tensorflow/tfjs-core';", /claims import only/],
    ['claims/p/a.claim.ts', "import { setting } from '../q/setting.ts';", /leaves claims\/p\//],
  ])('%s: %s', (path, text, problem) => {
    expect(violations(path, text)).toEqual([expect.stringMatching(problem)]);
  });

  it.each([
    ['src/report/a.ts', "import type { Evidence } from '#claim';\nimport { type Verdict } from '#claim';"],
    [
      'src/engine/onnx/a.ts',
      "import { x } from '../trace/x.ts';\nimport * as tf from '@tensorflow/tfjs-core';",
    ],
    ['claims/p/a.claim.ts', "import { paper } from './paper.ts';\nimport fc from 'fast-check';"],
    ['claims/p/network.ts', "import * as tf from '@tensorflow/tfjs-core';"],
    ['src/core/a.ts', "// import { judge } from '#claim';\nconst text = \"import x from '#claim'\";"],
  ])('allowed: %s: %s', (path, text) => {
    expect(violations(path, text)).toEqual([]);
  });

  it.each([
    ['src/engine/native/a.ts', "import { x } from '../webgpu/x.ts';", /native may not import webgpu/],
    ['src/engine/webgpu/a/b.ts', "import type { X } from '../../native/x.ts';", /may not import native/],
    ['src/engine/plan/a.ts', "import { x } from '../native/index.ts';", /plan may not import native/],
    ['src/engine/profile/a.ts', "import { x } from '../plan/x.ts';", /profile may not import plan/],
    ['src/engine/webgpu/a.ts', "import { x } from '../cpu.ts';", /what puts the engines together/],
    ['src/engine/contract.ts', "import { x } from './trace/x.ts';", /base may not import trace/],
    ['src/engine/new-folder/a.ts', "import { x } from '../errors.ts';", /no place in the table/],
  ])('%s: %s inside the engine', (path, text, problem) => {
    expect(engineViolations({ path, text })).toEqual([expect.stringMatching(problem)]);
  });

  it.each([
    ['src/engine/native/a/b.ts', "import { x } from '../c/x.ts';\nimport { y } from '../../plan/y.ts';"],
    ['src/engine/profile/a.ts', "import type { X } from '../plan/x.ts';"],
    ['src/engine/webgpu/a.ts', "import { x } from '../errors.ts';\nimport { y } from '#core';"],
    ['src/engine/cpu.ts', "import { x } from './native/index.ts';"],
  ])('allowed inside the engine: %s: %s', (path, text) => {
    expect(engineViolations({ path, text })).toEqual([]);
  });

  it('finds circles of files, through an alias as well', () => {
    const circle = [
      { path: 'src/core/index.ts', text: "export { x } from './x.ts';" },
      { path: 'src/core/x.ts', text: "import type { Y } from './y.ts';" },
      { path: 'src/core/y.ts', text: "import { x } from '#core';" },
    ];
    expect(circlesOf(circle)).toEqual([circle.map(({ path }) => path)]);
    expect(circlesOf([...circle.slice(0, 2), { path: 'src/core/y.ts', text: '' }])).toEqual([]);
  });

  it('sees every way to import', () => {
    const text = [
      "import a from 'a';",
      "import 'b';",
      "export { c } from 'c';",
      "export type * from 'd';",
      "const e = await import('e');",
      "let f: import('f').F;",
    ].join('\n');
    expect(importsOf({ path: 'src/core/a.ts', text }).map(({ from }) => from)).toEqual([...'abcdef']);
  });

  it('length, name and index', () => {
    const long = (lines: number): string => Array.from({ length: lines }, () => '// a line').join('\n');
    expect(
      ['src/core/a.ts', 'claims/p/a.claim.ts', 'claims/p/setting.ts', 'claims/p/a.invariant.ts'].map(lineCap),
    ).toEqual([300, 100, 150, 300]);
    expect(fileViolations({ path: 'src/core/a.ts', text: long(301) })).toEqual([
      'src/core/a.ts has 301 lines, the most is 300',
    ]);
    expect(fileViolations({ path: 'src/core/a.ts', text: `${long(300)}\n` })).toEqual([]);
    expect(fileViolations({ path: 'claims/p/a.claim.ts', text: long(101) })).toHaveLength(1);
    expect(fileViolations({ path: 'src/core/utils.ts', text: '' })).toHaveLength(1);
    expect(fileViolations({ path: 'src/core/camelCase.ts', text: '' })).toEqual([
      'src/core/camelCase.ts is not in kebab-case',
    ]);
    expect(foldersWithoutIndex(['src/core/index.ts', 'src/nn/a.ts', 'src/cli/a.ts'])).toEqual(['nn']);
  });
});

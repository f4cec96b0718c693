import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
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
    const folders = Object.keys(allowed).filter((folder) => folder !== 'cli');
    expect(aliases.sort()).toEqual(
      folders.map((folder) => [`#${folder}`, `./src/${folder}/index.ts`]).sort(),
    );
  });

  it('the table has no way round in a circle', () => {
    const reaches = (from: string, seen: readonly string[]): boolean =>
      (allowed[from] ?? []).some((next) => {
        const to = next.replace('type ', '');
        return seen.includes(to) || reaches(to, [...seen, to]);
      });
    for (const folder of Object.keys(allowed)) expect(reaches(folder, [folder])).toBe(false);
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
    ['src/core/a.ts', "import { x } from '#core/seeds';", /may not import it/],
    ['src/new-folder/a.ts', "import { x } from '#core';", /no place in the table/],
    ['claims/p/a.claim.ts', "import { openLedger } from '#ledger';", /claims import only/],
    ['claims/p/a.claim.ts', "import { readFileSync } from 'node:fs';", /claims import only/],
    ['claims/p/a.claim.ts', "import * as tf from '@tensorflow/tfjs';", /claims import only/],
    ['claims/p/a.claim.ts', "import { setting } from '../q/setting.ts';", /leaves claims\/p\//],
  ])('%s: %s', (path, text, problem) => {
    expect(violations(path, text)).toEqual([expect.stringMatching(problem)]);
  });

  it.each([
    ['src/report/a.ts', "import type { Evidence } from '#claim';\nimport { type Verdict } from '#claim';"],
    ['src/engine/onnx/a.ts', "import { x } from '../trace/x.ts';\nimport * as tf from '@tensorflow/tfjs';"],
    ['claims/p/a.claim.ts', "import { paper } from './paper.ts';\nimport fc from 'fast-check';"],
    ['claims/p/network.ts', "import * as tf from '@tensorflow/tfjs';"],
    ['src/core/a.ts', "// import { judge } from '#claim';\nconst text = \"import x from '#claim'\";"],
  ])('allowed: %s: %s', (path, text) => {
    expect(violations(path, text)).toEqual([]);
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

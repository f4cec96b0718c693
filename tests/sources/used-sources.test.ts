import { mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { UsedSources } from '../../src/sources/used-sources.ts';
import { smallSuite, type Files, type SmallSuite } from './small-package.ts';

const claim = 'claims/toy/one.claim.ts';

const hashes = ({ own, shared, packages }: UsedSources): unknown => ({ own, shared, packages });

/** Whether an edit makes evidence of the claim stale. */
async function counts(suite: SmallSuite, edit: Files): Promise<boolean> {
  const before = await suite.used();
  suite.write(edit);
  return JSON.stringify(hashes(await suite.used())) !== JSON.stringify(hashes(before));
}

async function filesOf(suite: SmallSuite, engine?: string): Promise<string[]> {
  const { files } = await suite.used(engine === undefined ? {} : { engine });
  return Object.keys(files)
    .map((path) => relative(suite.folder, path))
    .sort();
}

describe('what a claim uses', () => {
  it('is its file, the judge, and of an index what is taken of it', async () => {
    const suite = smallSuite({ [claim]: "import { dense } from '#nn';\nexport default dense;" });
    expect(await filesOf(suite)).toEqual([
      claim,
      'src/claim/judge.ts',
      'src/core/index.ts',
      'src/core/mean.ts',
      'src/nn/dense.ts',
      'src/nn/index.ts',
      'src/nn/weights.ts',
    ]);
    const { own, shared } = await suite.used();
    expect(Object.keys(own)).toEqual(['toy/one.claim.ts']);
    expect(Object.keys(shared).sort()).toEqual(['src/claim', 'src/core', 'src/nn']);
  });

  it.each(['checkout', 'installed'] as const)(
    'goes on behind the name of this package, %s: a file reached only so counts, one beside it does not',
    async (where) => {
      const [home, ending] = where === 'checkout' ? ['src', 'ts'] : ['node_modules/claimcheck/dist', 'js'];
      const suite = smallSuite(
        { [claim]: "import { dense } from 'claimcheck/nn';\nexport default dense;" },
        where,
      );
      expect(Object.keys((await suite.used()).shared).sort()).toEqual([
        'src/claim',
        'src/core',
        'src/nn',
        'src/public',
      ]);
      expect(await counts(suite, { [`${home}/nn/weights.${ending}`]: 'export const weights = 2;' })).toBe(
        true,
      );
      expect(await counts(suite, { [`${home}/nn/norm.${ending}`]: 'export const norm = 3;' })).toBe(false);
      expect(await counts(suite, { [`${home}/claim/define-claim.${ending}`]: 'export const a = 3;' })).toBe(
        false,
      );
      expect(await counts(suite, { [`${home}/claim/judge.${ending}`]: 'export const judge = 1;' })).toBe(
        true,
      );
    },
  );

  it('is all that an acting folder imports, used or not', async () => {
    const suite = smallSuite({ [claim]: "import { train } from 'claimcheck/train';\nexport default train;" });
    expect(await filesOf(suite)).toContain('src/engine/profile.ts');
    expect(await counts(suite, { 'src/engine/profile.ts': 'export const profile = 2;' })).toBe(true);
  });

  it('has folders of one engine for that engine alone', async () => {
    const suite = smallSuite({ [claim]: "import { train } from 'claimcheck/train';\nexport default train;" });
    expect(await filesOf(suite, 'cpu')).toContain('src/engine/native/index.ts');
    expect(await filesOf(suite, 'reference')).not.toContain('src/engine/native/index.ts');
  });

  it('changes when a name of an index leads elsewhere, though all its files are as they were', async () => {
    const suite = smallSuite({
      [claim]:
        "import { norm, scale } from '#nn';\nimport { dense } from '#nn';\nexport default [norm, scale, dense];",
    });
    const index = (norm: string, scale: string): Files => ({
      'src/nn/index.ts': `export { dense } from './dense.ts';\nexport { ${norm} as norm, ${scale} as scale } from './norm.ts';`,
    });
    expect(await counts(suite, index('norm', 'other'))).toBe(false);
    expect(await counts(suite, index('other', 'norm'))).toBe(true);
  });

  const setting = 'export const size = 3;\nexport default size;';
  it.each([
    ['named', "import { size } from './setting.ts';\nexport default size;"],
    ['default', "import size from './setting.ts';\nexport default size;"],
    ['namespace', "import * as setting from './setting.ts';\nexport default setting;"],
    ['for its effect', "import './setting.ts';\nexport default 1;"],
    ['dynamic', "export default () => import('./setting.ts');"],
    ['re-exported', "export { size as default } from './setting.ts';"],
    ['re-exported whole', "export * from './setting.ts';\nexport default 1;"],
    [
      'required',
      "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\nexport default require('./setting.ts');",
    ],
    ['by the name of what is built of it', "import { size } from './setting.js';\nexport default size;"],
    ['without ending', "import { size } from './setting';\nexport default size;"],
    ['through an index of the paper', "import { size } from './all.ts';\nexport default size;"],
  ])('imported %s, a file of the paper counts, its comments do not', async (_, text) => {
    const suite = smallSuite({
      [claim]: text,
      'claims/toy/setting.ts': setting,
      'claims/toy/all.ts': "export * from './setting.ts';",
    });
    expect(await counts(suite, { 'claims/toy/setting.ts': `// three\n${setting}` })).toBe(false);
    expect(await counts(suite, { 'claims/toy/setting.ts': setting.replace('3', '4') })).toBe(true);
  });

  it('is no file of which only types are imported', async () => {
    const suite = smallSuite({
      [claim]: "import type { Size } from './setting.ts';\nexport default 1 as Size;",
      'claims/toy/setting.ts': 'export type Size = number; export const size = 1;',
    });
    expect(await counts(suite, { 'claims/toy/setting.ts': 'export const size = 2;' })).toBe(false);
  });

  it('counts JSON as it is', async () => {
    const suite = smallSuite({
      [claim]: "import data from './data.json' with { type: 'json' };\nexport default data;",
      'claims/toy/data.json': '[1]',
    });
    expect(await counts(suite, { 'claims/toy/data.json': '[2]' })).toBe(true);
  });

  it('is not known where an import is computed, or leads nowhere', async () => {
    const computed = smallSuite({ [claim]: 'export default (name: string) => import(`./${name}.ts`);' });
    await expect(computed.used()).rejects.toThrow(/one\.claim\.ts has import\(`\.\/\$\{name\}\.ts`\)/);
    const nowhere = smallSuite({ [claim]: "import './absent.ts';\nexport default 1;" });
    await expect(nowhere.used()).rejects.toThrow(/one\.claim\.ts imports .*absent\.ts, which is not there/);
    const hidden = smallSuite({ [claim]: "import 'claimcheck/hidden';\nexport default 1;" });
    await expect(hidden.used()).rejects.toThrow(
      /one\.claim\.ts imports claimcheck\/hidden, which is not there/,
    );
    const broken = smallSuite({ [claim]: "import './b.ts';\nexport default 1;", 'claims/toy/b.ts': '{{' });
    await expect(broken.used()).rejects.toThrow(/cannot follow the imports of .*one\.claim\.ts: .*b\.ts: /);
  });
});

describe('packages of others', () => {
  const lib = (version: string): Files => ({
    'node_modules/@some/lib/package.json': JSON.stringify({ name: '@some/lib', version }),
  });

  it('count by the version that is installed', async () => {
    const suite = smallSuite({
      [claim]: "import { a } from '@some/lib/part';\nexport default a;",
      ...lib('1.2.3'),
    });
    expect((await suite.used()).packages).toEqual({ '@some/lib': '1.2.3' });
    expect(await counts(suite, lib('1.2.4'))).toBe(true);
    expect((await smallSuite({ [claim]: "import 'absent';" }).used()).packages).toEqual({
      absent: 'not installed',
    });
    expect((await smallSuite({ [claim]: "import 'fs';\nimport 'node:os';" }).used()).packages).toEqual({});
  });

  it('count by their files where they are linked', async () => {
    const suite = smallSuite({
      [claim]: "import { a } from 'mine';\nimport { b } from 'mine/b';\nexport default a + b;",
      'packages/mine/package.json': JSON.stringify({
        name: 'mine',
        exports: { '.': './main.js', './b': { import: './b.js', require: './b.cjs' } },
      }),
      'packages/mine/main.js': 'export const a = 1;',
      'packages/mine/b.js': 'export const b = 1;',
    });
    mkdirSync(join(suite.folder, 'node_modules'), { recursive: true });
    symlinkSync(join(suite.folder, 'packages/mine'), join(suite.folder, 'node_modules/mine'), 'dir');
    expect((await suite.used()).packages).toEqual({});
    expect(await counts(suite, { 'packages/mine/main.js': 'export const a = 2;' })).toBe(true);
    expect(await counts(suite, { 'packages/mine/b.js': 'export const b = 2;' })).toBe(true);
  });
});

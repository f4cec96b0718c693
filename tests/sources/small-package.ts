import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { SuiteSources, type UsedSources } from '../../src/sources/used-sources.ts';

export type Files = Readonly<Record<string, string>>;

/** A package like this one, in miniature: by path below its folder. `home` is `src` or `dist`. */
function packageFiles(home: string, ending: string): Files {
  const condition = home === 'src' ? 'claimcheck-source' : 'default';
  const lead = (path: string) => ({ [condition]: `./${home}/${path}${ending}` });
  const manifest = {
    name: 'claimcheck',
    version: '1.0.0',
    type: 'module',
    exports: { '.': lead('public/index'), './nn': lead('public/nn'), './train': lead('public/train') },
    imports: { '#core': lead('core/index'), '#nn': lead('nn/index'), '#engine': lead('engine/index') },
  };
  const sources = {
    'public/index': `export { defineClaim } from '../claim/index${ending}';`,
    'public/nn': "export { dense, norm } from '#nn';",
    'public/train': `export { train } from '../train/train${ending}';`,
    'claim/index': `export { defineClaim } from './define-claim${ending}';`,
    'claim/define-claim': 'export const defineClaim = (claim) => claim;',
    'claim/judge': "import { mean } from '#core'; export const judge = () => mean([1]);",
    'runner/worker': `import { judge } from '../claim/judge${ending}'; export const worker = judge;`,
    'core/index': `export { mean } from './mean${ending}'; export { seeds } from './seeds${ending}';`,
    'core/mean': 'export const mean = (values) => values[0];',
    'core/seeds': 'export const seeds = [1, 2];',
    'nn/index': `export { dense } from './dense${ending}'; export { norm, other as scale } from './norm${ending}';`,
    'nn/dense': `import { weights } from './weights${ending}'; export const dense = () => weights;`,
    'nn/weights': 'export const weights = 1;',
    'nn/norm': 'export const norm = 1; export const other = 2;',
    'train/train': "import { compile } from '#engine'; export const train = compile;",
    'engine/index': `export { compile } from './compile${ending}'; export { profile } from './profile${ending}';`,
    'engine/compile': `export const compile = () => import('./native/index${ending}');`,
    'engine/native/index': 'export const native = 1;',
    'engine/profile': 'export const profile = 1;',
  };
  return {
    'package.json': JSON.stringify(manifest),
    ...Object.fromEntries(Object.entries(sources).map(([path, text]) => [`${home}/${path}${ending}`, text])),
  };
}

export interface SmallSuite {
  readonly folder: string;
  write(files: Files): void;
  /** What `claims/toy/one.claim.ts` uses, found out by a process that knows nothing before. */
  used(options?: { readonly engine?: string; readonly kept?: string }): Promise<UsedSources>;
}

/** A folder with claims, in the checkout of a small package or in a project where it is installed. */
export function smallSuite(files: Files, where: 'checkout' | 'installed' = 'checkout'): SmallSuite {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-sources-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [below, home, ending] =
    where === 'checkout' ? ['', 'src', '.ts'] : ['node_modules/claimcheck', 'dist', '.js'];
  const write = (written: Files, at = ''): void => {
    for (const [path, text] of Object.entries(written)) {
      mkdirSync(dirname(join(folder, at, path)), { recursive: true });
      writeFileSync(join(folder, at, path), text);
    }
  };
  write(packageFiles(home, ending), below);
  if (where === 'installed') write({ 'package.json': JSON.stringify({ name: 'project' }) });
  write(files);
  return {
    folder,
    write: (written) => write(written),
    used: ({ engine = 'cpu', kept } = {}) => {
      const suite = new SuiteSources(kept, join(folder, below, home));
      const claims = join(folder, 'claims');
      return suite.usedBy(join(claims, 'toy/one.claim.ts'), claims, engine).finally(() => suite.save());
    },
  };
}

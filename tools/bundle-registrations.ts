import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { build, type Plugin } from 'esbuild';
import { format, resolveConfig } from 'prettier';

const entry = '@tensorflow/tfjs-core';
const folder = dirname(createRequire(import.meta.url).resolve(`${entry}/package.json`));
const dist = join(folder, 'dist');

const propertiesOf = (namespace: string, names: readonly string[]): string =>
  [
    `import { ${namespace} } from '${entry}';`,
    ...names.map((name) => `export const ${name} = ${namespace}.${name};`),
  ].join('\n');

/** Modules of TF.js whose names are public in another form than by themselves. */
const publicForms: Readonly<Record<string, string>> = {
  'base.js': `export { backend_util } from '${entry}';`,
  'ops/ops.js': `export { ${Object.keys(tf).join(', ')} } from '${entry}';`,
  'engine.js': `import { engine } from '${entry}';\nexport const ENGINE = engine();`,
  'tensor.js': `import { Tensor } from '${entry}';\nexport { Tensor };\nexport const getGlobalTensorClass = () => Tensor;`,
  'util.js': propertiesOf('util', [
    'assert',
    'flatten',
    'inferDtype',
    'isTypedArray',
    'parseAxisParam',
    'sizeFromShape',
    'toTypedArray',
  ]),
  'ops/broadcast_util.js': propertiesOf('broadcast_util', ['assertAndGetBroadcastShape', 'getReductionAxes']),
  'ops/axis_util.js': propertiesOf('backend_util', [
    'computeOutAndReduceShapes',
    'expandShapeToKeepDim',
    'getAxesPermutation',
    'getUndoAxesPermutation',
  ]),
  'ops/conv_util.js': propertiesOf('backend_util', [
    'checkPadOnDimRoundingMode',
    'eitherStridesOrDilationsAreOne',
    'tupleValuesAreOne',
  ]),
  'ops/selu_util.js': propertiesOf('backend_util', ['SELU_SCALE', 'SELU_SCALEALPHA']),
  'ops/slice_util.js': propertiesOf('slice_util', ['parseSliceParams']),
};

/** What modules import of one another is taken from the package's entry, where that has it. */
const fromEntry: Plugin = {
  name: 'from-entry',
  setup(bundling) {
    bundling.onResolve({ filter: /^@tensorflow\// }, ({ path }) => ({ path, external: true }));
    bundling.onLoad({ filter: /\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const module = relative(dist, path).replaceAll('\\', '/');
      return { contents: publicForms[module] ?? publicNames(text) ?? text };
    });
  },
};

/** A module in which everything is public by its name. */
function publicNames(text: string): string | undefined {
  const names = [...text.matchAll(/^export (?:(?:const|function|class) (\w+)|\{([^}]*)\})/gm)].flatMap(
    ([, name, list]) => name ?? list!.split(',').map((each) => each.trim()),
  );
  if (names.length === 0 || !names.every((name) => name in tf)) return undefined;
  return `export { ${names.join(', ')} } from '${entry}';`;
}

/** One import of all names, in place of one for each module. */
function withOneImport(code: string): string {
  const names = new Set<string>();
  const rest = code
    .replace(/^import \{ ([^}]*) \} from "@tensorflow\/tfjs-core";$/gm, (_, list: string) => {
      for (const name of list.split(', ')) names.add(name);
      return '';
    })
    .replace(/^\/\/ dist\/.*$/gm, '');
  const used = [...names].filter((name) => new RegExp(`\\b${name.split(' as ').at(-1)}\\b`).test(rest));
  return `import { ${used.sort().join(', ')} } from '${entry}';\n${rest}`;
}

const head = `// @ts-nocheck
// The gradients and chained ops of @tensorflow/tfjs-core ${tf.version_core}, Copyright Google LLC, Apache License 2.0
// (http://www.apache.org/licenses/LICENSE-2.0), put into one module: Node cannot load its own, which name each other
// without endings. Written by \`npm run prepare\`.
/// <reference types="long" preserve="true" />
/// <reference types="${entry}/dist/public/chained_ops/register_all_chained_ops.js" preserve="true" />
import '@tensorflow/tfjs-backend-cpu';
`;

/** The backend `cpu`, and TF.js's gradients and chained ops as a module that takes everything else from the entry of `@tensorflow/tfjs-core`. */
export async function bundleRegistrations(): Promise<string> {
  const modules = ['./register_all_gradients.js', './public/chained_ops/register_all_chained_ops.js'];
  const { outputFiles } = await build({
    stdin: { contents: modules.map((module) => `import '${module}';`).join('\n'), resolveDir: dist },
    plugins: [fromEntry],
    absWorkingDir: folder,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    logOverride: { 'import-is-undefined': 'error' },
    write: false,
  });
  const text = `${head}\n${withOneImport(outputFiles[0]!.text)}`;
  return format(text, { ...(await resolveConfig(import.meta.filename)), parser: 'typescript' });
}

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { build as bundle, type Plugin } from 'esbuild';

/** Packages that stay outside: they have binaries, look for files from where they are, or few commands load them. */
const outside = [
  ...['@bufbuild/protobuf', '@observablehq/plot', '@tensorflow/*', 'acorn', 'badge-maker', 'es-module-lexer'],
  ...['esbuild', 'execa', 'fast-check', 'koffi', 'linkedom', 'onnxruntime-node', 'tsx', 'vitest', 'webgpu'],
];

/** What packages that are no ES modules ask Node for. */
const banner = `import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);`;

/**
 * Puts the modules that the command line loads into few files, in place of those of `cli/`: a command loads hundreds, and to find
 * and link them takes longer than most commands do. Workers and the entries of the package load the modules themselves.
 * @param built folder of what the compiler wrote of `src`, without aliases
 */
export async function bundleCommandLine(built: string): Promise<void> {
  const folder = join(built, 'cli');
  const { outputFiles, metafile } = await bundle({
    ...{ entryPoints: [join(folder, 'main.js')], outdir: folder, plugins: [placesOf(built)] },
    ...{ bundle: true, splitting: true, external: outside, platform: 'node', format: 'esm', metafile: true },
    ...{
      target: 'node20',
      chunkNames: 'part-[hash]',
      banner: { js: banner },
      write: false,
      logLevel: 'warning',
    },
  });
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  for (const { path, contents } of outputFiles) writeFileSync(path, contents);
  const licences = licencesOf(Object.keys(metafile.inputs).map((path) => resolve(path)));
  if (licences !== '') writeFileSync(join(folder, 'LICENSES.txt'), licences);
}

/** Modules look for other files from where they are: they are told where they were, from the folder that they get into. */
function placesOf(built: string): Plugin {
  return {
    name: 'places',
    setup(build) {
      build.onLoad({ filter: /\.js$/ }, ({ path }) => {
        if (relative(built, path).startsWith('..')) return undefined;
        const place = relative(join(built, 'cli'), path).split(sep).join('/');
        return { contents: withPlace(readFileSync(path, 'utf8'), place), resolveDir: dirname(path) };
      });
    },
  };
}

const places = /\bimport\.meta\.(url|filename|dirname)\b/g;

function withPlace(text: string, place: string): string {
  const placed = text.replaceAll(places, (_, property: string) => `placeOfModule.${property}`);
  if (placed === text) return text;
  return `import { dirname as folderOfPlace } from 'node:path';
import { fileURLToPath as pathOfPlace } from 'node:url';
const urlOfPlace = new URL(${JSON.stringify(place)}, import.meta.url);
const fileOfPlace = pathOfPlace(urlOfPlace);
const placeOfModule = { url: urlOfPlace.href, filename: fileOfPlace, dirname: folderOfPlace(fileOfPlace) };
${placed}`;
}

/** Whoever passes on a package passes on its licence. */
function licencesOf(paths: readonly string[]): string {
  const packages = new Set(
    paths.flatMap((path) => /^.*[\\/]node_modules[\\/](@[^\\/]+[\\/])?[^\\/]+/.exec(path)?.[0] ?? []),
  );
  const texts = [...packages].sort().map((folder) => {
    const name = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
    if (name === undefined) throw new Error(`${folder} has no licence`);
    return `${relative(join(folder, '..'), folder)}\n\n${readFileSync(join(folder, name), 'utf8').trim()}\n`;
  });
  return texts.join('\n\n');
}

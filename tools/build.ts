import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { bundleCommandLine } from './bundle-command-line.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'dist');
const unfinished = join(root, `dist.tmp-${process.pid}`);

/** A specifier that stands after `from`, `import` or in `import()`, in what the compiler writes. */
const specifier = /(\bfrom ?|\bimport ?\(?)(["'])([#.][^"'\n]*)\2/g;

/**
 * Builds `dist/`, what an installed package runs and shows to the type checker: a module per source, with source map, and the
 * declarations that the entries reach. Aliases become relative paths, so that nothing outside of `dist/` is asked for. The command
 * line alone is in few files.
 */
async function buildPackage(): Promise<void> {
  try {
    await execa('tsc', ['-p', 'tsconfig.build.json', '--outDir', unfinished], {
      ...{ cwd: root, preferLocal: true, stdio: 'inherit' },
    });
    for (const file of filesBelow(unfinished)) {
      if (file.endsWith('.js') || file.endsWith('.d.ts')) withoutAliases(file);
    }
    const entries = readdirSync(join(unfinished, 'public')).filter((name) => name.endsWith('.d.ts'));
    const reached = declarationsFrom(entries.map((name) => join(unfinished, 'public', name)));
    for (const file of filesBelow(unfinished)) {
      if (file.endsWith('.d.ts') && !reached.has(file)) rmSync(file);
    }
    await bundleCommandLine(unfinished);
    rmSync(target, { recursive: true, force: true });
    renameSync(unfinished, target);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function withoutAliases(file: string): void {
  const text = readFileSync(file, 'utf8');
  const changed = text.replace(
    specifier,
    (_, before: string, quote: string, path: string) => `${before}${quote}${builtPath(file, path)}${quote}`,
  );
  if (changed !== text) writeFileSync(file, changed);
}

function builtPath(file: string, path: string): string {
  if (!path.startsWith('#')) return path.replace(/\.ts$/, '.js');
  const index = relative(dirname(file), join(unfinished, path.slice(1), 'index.js'))
    .split(sep)
    .join('/');
  return index.startsWith('.') ? index : `./${index}`;
}

/** The declaration files that some import each other from. */
function declarationsFrom(entries: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>(entries);
  for (const file of reached) {
    for (const [, , , path] of readFileSync(file, 'utf8').matchAll(specifier)) {
      reached.add(join(dirname(file), path!.replace(/\.js$/, '.d.ts')));
    }
  }
  return reached;
}

await buildPackage();

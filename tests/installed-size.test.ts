import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '#core';

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** Folders of the packages that these bring along on this machine, found as Node finds them. */
function foldersOf(names: readonly string[], from: string, found = new Set<string>()): Set<string> {
  for (const name of names) {
    const folder = folderOf(name, from);
    if (folder === undefined || found.has(folder)) continue;
    found.add(folder);
    const { dependencies, optionalDependencies } = manifestOf(folder);
    foldersOf(Object.keys({ ...dependencies, ...optionalDependencies }), folder, found);
  }
  return found;
}

function folderOf(name: string, from: string): string | undefined {
  const folder = join(from, 'node_modules', name);
  if (existsSync(folder)) return folder;
  return dirname(from) === from ? undefined : folderOf(name, dirname(from));
}

function bytesIn(folder: string): number {
  const sizes = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? 0 : bytesIn(path);
    return entry.isFile() ? statSync(path).size : 0;
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}

const dependencies = Object.keys(manifestOf(packageRoot).dependencies ?? {});
const installed = [...foldersOf([...dependencies, 'vitest'], packageRoot)];

it('what is installed with claimcheck and vitest is light', () => {
  expect(installed.length).toBeGreaterThan(50);
  const megabytes = installed.reduce((sum, folder) => sum + bytesIn(folder), 0) / 1e6;
  expect(megabytes).toBeLessThan(140);
});

it('no default path fetches an engine, and a script of a package has nothing to fetch', () => {
  const names = installed.map((folder) => manifestOf(folder).name);
  for (const name of ['@tensorflow/tfjs', 'onnxruntime-node', 'webgpu']) expect(names).not.toContain(name);
  const withScripts = installed.map(manifestOf).filter(({ scripts = {} }) => {
    return ['preinstall', 'install', 'postinstall'].some((script) => script in scripts);
  });
  // Both have their binaries in packages of the registry, and do nothing where these are installed.
  expect(withScripts.map(({ name }) => name).sort()).toEqual(['esbuild', 'koffi']);
});

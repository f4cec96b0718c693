import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { resolveExports, resolveImports } from 'resolve-pkg-maps';
import { UserError } from '#core';

/** Where an import leads: to a file that counts with its content, or into a package of somebody else's. */
export type Target =
  { readonly file: string } | { readonly name: string; readonly version: string } | undefined;

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly main?: string;
  readonly exports?: Parameters<typeof resolveExports>[0];
  readonly imports?: Parameters<typeof resolveImports>[0];
}

/** A package's folder, real, and what its `package.json` says. */
interface Package {
  readonly folder: string;
  readonly manifest: Manifest;
}

/**
 * Finds what imports lead to, as Node and the loaders of TypeScript do: `./setting.js` may be `setting.ts`, an import by a
 * package's own name goes through its `exports`. It remembers what it has seen, so it is for one look at the files.
 */
export class ImportResolver {
  readonly #ownFolder: string;
  readonly #conditions: readonly string[];
  readonly #known = new Map<string, Target>();
  readonly #nearest = new Map<string, Package | undefined>();
  readonly #installed = new Map<string, Package | undefined>();

  /**
   * @param ownFolder of the package whose files count though it may be installed below `node_modules`
   * @param conditions of `exports` and `imports`, beside those of Node
   */
  constructor(ownFolder: string, conditions: readonly string[]) {
    this.#ownFolder = realpathSync.native(ownFolder);
    this.#conditions = [...conditions, 'node', 'import', 'module-sync', 'default'];
  }

  /**
   * What `from` is in a file; undefined for what comes with Node.
   * @throws UserError when it leads nowhere
   */
  resolve(from: string, importer: string): Target {
    const folder = dirname(importer);
    const key = `${folder}\0${from}`;
    if (!this.#known.has(key)) this.#known.set(key, this.#resolve(from, folder, importer));
    return this.#known.get(key);
  }

  #resolve(from: string, folder: string, importer: string): Target {
    if (isBuiltin(from) || from.startsWith('data:')) return undefined;
    if (/^(\.{0,2}\/|\.{1,2}$|file:)/.test(from)) {
      return {
        file: existing(from.startsWith('file:') ? fileURLToPath(from) : resolve(folder, from), importer),
      };
    }
    if (from.startsWith('#')) return this.#resolveAlias(from, folder, importer);
    const [, name = from, subpath] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.*))?$/.exec(from) ?? [];
    const nearest = this.#packageOf(folder);
    const itself = nearest?.manifest.name === name && nearest.manifest.exports !== undefined;
    const found = itself ? nearest : this.#installedFrom(folder, name);
    if (!found) return { name, version: 'not installed' };
    const { version = 'none' } = found.manifest;
    if (!this.#counts(found.folder)) return { name, version };
    return { file: existing(this.#entry(found, subpath ?? '', from, importer), importer) };
  }

  /** Whether a package's files count rather than its version: this one's, and those that are linked, not installed. */
  #counts(folder: string): boolean {
    return folder === this.#ownFolder || !folder.split(sep).includes('node_modules');
  }

  #resolveAlias(from: string, folder: string, importer: string): Target {
    const nearest = this.#packageOf(folder);
    const [path] = mapped(() => resolveImports(nearest?.manifest.imports ?? {}, from, this.#conditions));
    if (!nearest || path === undefined) throw leadsNowhere(from, importer);
    if (!path.startsWith('.')) return this.#resolve(path, nearest.folder, importer);
    return { file: existing(join(nearest.folder, path), importer) };
  }

  #entry({ folder, manifest }: Package, subpath: string, from: string, importer: string): string {
    const { exports, main = 'index.js' } = manifest;
    if (exports === undefined) return join(folder, subpath === '' ? main : subpath);
    const [path] = mapped(() => resolveExports(exports, subpath, this.#conditions));
    if (path === undefined) throw leadsNowhere(from, importer);
    return join(folder, path);
  }

  #packageOf(folder: string): Package | undefined {
    if (!this.#nearest.has(folder)) {
      const parent = dirname(folder);
      this.#nearest.set(
        folder,
        packageIn(folder) ?? (parent === folder ? undefined : this.#packageOf(parent)),
      );
    }
    return this.#nearest.get(folder);
  }

  #installedFrom(folder: string, name: string): Package | undefined {
    const key = `${folder}\0${name}`;
    if (!this.#installed.has(key)) {
      const parent = dirname(folder);
      const here = packageIn(join(folder, 'node_modules', name));
      this.#installed.set(key, here ?? (parent === folder ? undefined : this.#installedFrom(parent, name)));
    }
    return this.#installed.get(key);
  }
}

function packageIn(folder: string): Package | undefined {
  const path = join(folder, 'package.json');
  if (!isFile(path)) return undefined;
  return {
    folder: realpathSync.native(folder),
    manifest: JSON.parse(readFileSync(path, 'utf8')) as Manifest,
  };
}

function mapped(resolving: () => string[]): string[] {
  try {
    return resolving();
  } catch {
    // It throws for what a package does not export.
    return [];
  }
}

const written: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

const endings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'];

/** The real path of the file that an import by path takes. */
function existing(path: string, importer: string): string {
  const [ending = ''] = /\.[^./\\]+$/.exec(path) ?? [];
  const stem = path.slice(0, path.length - ending.length);
  const candidates = [
    path,
    ...(written[ending] ?? []).map((other) => stem + other),
    ...endings.map((other) => path + other),
    ...endings.map((other) => join(path, `index${other}`)),
  ];
  const found = candidates.find(isFile);
  if (found === undefined) throw leadsNowhere(path, importer);
  return realpathSync.native(found);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function leadsNowhere(from: string, importer: string): UserError {
  return new UserError(`${importer} imports ${from}, which is not there`, 'correct the import');
}

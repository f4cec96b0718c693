import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashOf, messageOf, UserError } from '#core';
import type { Fingerprint } from '#ledger';
import type { FileSignatures } from './file-signatures.ts';
import { KeptFacts } from './graph/kept-facts.ts';
import { ModuleGraph, type Index, type Usage } from './graph/module-graph.ts';
import { ImportResolver } from './graph/resolve-import.ts';

/** What a claim's file uses, hashed. */
export interface UsedSources {
  /** By path below the claims' root: files that are not of this package. */
  readonly own: Fingerprint;
  /** By folder, `src/nn`: files of this package. */
  readonly shared: Fingerprint;
  /** By name: versions of packages that files outside this package import. */
  readonly packages: Readonly<Record<string, string>>;
  readonly files: FileSignatures;
}

/** Where the files of this package lie: `src` with TypeScript, `dist` with JavaScript. */
const here = dirname(dirname(fileURLToPath(import.meta.url)));

/** Folders whose files do something when they are imported: they register kernels and gradients. */
const acting = new Set(['ops', 'engine', 'cli', 'runner']);

/** Folders that one engine alone has: a change there makes no evidence of another engine stale. */
const foldersOfEngines: Readonly<Record<string, string>> = {
  'engine/native': 'cpu',
  'engine/webgpu': 'webgpu',
};

/** The sources of a suite's claims, as they are when they are first asked for: for one look at all of them. */
export class SuiteSources {
  readonly #kept: KeptFacts;
  readonly #graph: ModuleGraph;
  readonly #home: string;
  readonly #judge: string;
  readonly #worker: string;
  readonly #evidence: string;
  readonly #places = new Map<string, Place | undefined>();

  /**
   * @param kept file that keeps what was found of the files until the next run
   * @param home folder of this package's files
   */
  constructor(kept?: string, home = here) {
    this.#home = realpathSync.native(home);
    this.#kept = new KeptFacts(kept);
    const inCheckout = basename(this.#home) === 'src';
    const ending = inCheckout ? '.ts' : '.js';
    this.#judge = join(this.#home, 'claim', `judge${ending}`);
    this.#worker = join(this.#home, 'runner', `worker${ending}`);
    this.#evidence = join(this.#home, 'runner', `published-evidence${ending}`);
    // In a checkout the package's own name leads to its sources.
    const conditions = inCheckout ? ['claimcheck-source'] : [];
    this.#graph = new ModuleGraph(this.#kept, new ImportResolver(dirname(this.#home), conditions), {
      isOwn: (file) => this.#placeOf(file) !== undefined,
      isPure: (file) => !acting.has(this.#placeOf(file)?.folder ?? 'cli'),
    });
  }

  /**
   * What a file and the judge of claims use on an engine.
   * @param training of a claim's file only what makes numbers counts
   * @throws UserError when that cannot be found out
   */
  async usedBy(file: string, root: string, engine: string, training = false): Promise<UsedSources> {
    const { files, indexes, packages } = await this.#usage(file, training);
    const realRoot = realpathSync.native(root);
    const own: Record<string, string> = {};
    const shared: Record<string, Record<string, string>> = {};
    const signatures: Record<string, string> = {};
    const count = (path: string, signature: string, hash: string): void => {
      const place = this.#placeOf(path);
      if ((place?.engine ?? engine) !== engine) return;
      signatures[path] = signature;
      if (!place) own[slashed(relative(realRoot, path))] = hash;
      else (shared[`src/${place.folder}`] ??= {})[place.path] = hash;
    };
    for (const [path, { signature, facts }] of files) count(path, signature, facts.hash);
    for (const [path, { signature, leads }] of indexes) count(path, signature, this.#hashOfLeads(leads));
    const parts = Object.entries(shared).map(([part, hashes]) => [part, hashOf(hashes)]);
    return { own, shared: Object.fromEntries(parts) as Fingerprint, packages, files: signatures };
  }

  /**
   * The files on which it depends what a process reads of a claim; undefined where that cannot be found out, or where one of
   * them is so young that a change might not show.
   */
  readFrom(file: string): Promise<FileSignatures | undefined> {
    return this.#signaturesOf([file, this.#worker]);
  }

  /** The files of code that reads evidence; undefined as of `readFrom`. */
  readers(): Promise<FileSignatures | undefined> {
    return this.#signaturesOf([this.#evidence]);
  }

  async #signaturesOf(entries: readonly string[]): Promise<FileSignatures | undefined> {
    try {
      const { files, indexes } = await this.#graph.usage(entries);
      const states = [...files, ...indexes];
      if (states.some(([, { young }]) => young)) return undefined;
      return Object.fromEntries(states.map(([path, { signature }]) => [path, signature]));
    } catch {
      return undefined;
    }
  }

  /** Of all that a process uses which reads claims and checks evidence. */
  async codeHash(): Promise<string> {
    const { files, indexes } = await this.#graph.usage([this.#worker]);
    const hashes = [...files, ...indexes].map(([path, { facts }]) => [
      this.#placeOf(path)?.path ?? path,
      facts.hash,
    ]);
    return hashOf(Object.fromEntries(hashes));
  }

  /** Keeps what was found of the files for the next run. */
  save(): void {
    this.#kept.save();
  }

  async #usage(file: string, training: boolean): Promise<Usage> {
    try {
      return await this.#graph.usage([file, this.#judge], training);
    } catch (error) {
      const hint = error instanceof UserError ? error.hint : 'correct the file';
      throw new UserError(`cannot follow the imports of ${file}: ${messageOf(error)}`, hint);
    }
  }

  /** Where names of an index lead, as a hash that does not change when the checkout is moved. */
  #hashOfLeads(leads: Index['leads']): string {
    const named = Object.entries(leads).map(([name, to]) => {
      const path = this.#placeOf(to.file)?.path ?? slashed(relative(this.#home, to.file));
      return [name, [path, to.name ?? '*']];
    });
    return hashOf(Object.fromEntries(named));
  }

  /** Where a file lies among this package's sources. */
  #placeOf(file: string): Place | undefined {
    if (!this.#places.has(file)) this.#places.set(file, placeOf(this.#home, file));
    return this.#places.get(file);
  }
}

interface Place {
  readonly path: string;
  readonly folder: string;
  /** The one engine that has the file. */
  readonly engine: string | undefined;
}

function placeOf(home: string, file: string): Place | undefined {
  if (!file.startsWith(home + sep)) return undefined;
  const path = slashed(relative(home, file));
  const engine = Object.keys(foldersOfEngines).find((folder) => path.startsWith(`${folder}/`));
  return {
    path,
    folder: path.slice(0, path.indexOf('/')),
    engine: engine === undefined ? undefined : foldersOfEngines[engine],
  };
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}

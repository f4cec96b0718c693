import { realpathSync } from 'node:fs';
import { messageOf, UserError } from '#core';
import type { FileState, KeptFacts } from './kept-facts.ts';
import type { ModuleFacts } from './module-facts.ts';
import type { ImportResolver, Target } from './resolve-import.ts';

/** What is used, when it is run, of all that a file imports. */
export interface Usage {
  readonly files: ReadonlyMap<string, FileState>;
  readonly indexes: ReadonlyMap<string, Index>;
  /** By name: versions of others' packages that files outside this package import. */
  readonly packages: Readonly<Record<string, string>>;
}

/** A file of re-exports alone, of which only what is taken counts. */
export interface Index extends FileState {
  /** Names that are taken of it; undefined: all of them. */
  readonly asked: Set<string | undefined>;
  /** Where names lead: to a name of another file, or to all of that file. */
  readonly leads: Record<string, { readonly file: string; readonly name: string | undefined }>;
}

/** What the graph has to be told of files, which it names by their real paths. */
export interface GraphRules {
  readonly isOwn: (file: string) => boolean;
  /** Importing the file does nothing, so that of an index only the names count that are taken. */
  readonly isPure: (file: string) => boolean;
}

/** Which files import which of their names, as the files were when they were first asked for. */
export class ModuleGraph {
  readonly #facts: KeptFacts;
  readonly #resolver: ImportResolver;
  readonly #rules: GraphRules;
  readonly #loaded = new Map<string, FileState | Error>();
  readonly #edges = new WeakMap<ModuleFacts, readonly Edge[]>();

  constructor(facts: KeptFacts, resolver: ImportResolver, rules: GraphRules) {
    this.#facts = facts;
    this.#resolver = resolver;
    this.#rules = rules;
  }

  /**
   * What some files use together.
   * @param training of these files, where they are claims, only what makes numbers counts
   * @throws UserError when one of them, or a file that they use, cannot be read or parsed, or when it has an import that
   *   leads nowhere or cannot be followed
   */
  async usage(files: readonly string[], training = false): Promise<Usage> {
    const entries = files.map((file) => realpathSync.native(file));
    await this.#load(entries);
    const found: Found = { files: new Map(), indexes: new Map(), packages: {} };
    for (const entry of entries) {
      const made = training ? this.#trainingOf(entry) : undefined;
      if (made) this.#follow(entry, made, found);
      else this.#take(entry, undefined, found);
    }
    return found;
  }

  /** Reads files and all that can be reached from them. */
  async #load(files: readonly string[]): Promise<void> {
    const fresh = [...new Set(files)].filter((file) => !this.#loaded.has(file));
    if (fresh.length === 0) return;
    const read = await Promise.all(
      fresh.map((file) =>
        this.#facts.of(file).catch((error: unknown) => new Error(`${file}: ${messageOf(error)}`)),
      ),
    );
    fresh.forEach((file, index) => this.#loaded.set(file, read[index]!));
    await this.#load(
      fresh.flatMap((file, index) => {
        const state = read[index]!;
        const imports = state instanceof Error ? [] : state.facts.imports;
        return imports.flatMap(({ from }) => this.#reached(from, file));
      }),
    );
  }

  #reached(from: string, importer: string): string[] {
    try {
      const target = this.#resolver.resolve(from, importer);
      return target !== undefined && 'file' in target ? [target.file] : [];
    } catch {
      // It is told when the import is used.
      return [];
    }
  }

  /** Adds what a name of a file uses, or all of the file. */
  #take(file: string, name: string | undefined, found: Found): void {
    const state = this.#loaded.get(file)!;
    if (state instanceof Error) throw new UserError(state.message, 'correct the file');
    const { facts } = state;
    if (facts.index && this.#rules.isPure(file)) return this.#pass(file, state, name, found);
    this.#follow(file, state, found);
  }

  #trainingOf(file: string): FileState | undefined {
    const state = this.#loaded.get(file)!;
    return state instanceof Error || !state.facts.training
      ? undefined
      : { ...state, facts: state.facts.training };
  }

  /** Adds a file as its facts are told, and all that it uses. */
  #follow(file: string, state: FileState, found: Found): void {
    if (found.files.has(file)) return;
    found.files.set(file, state);
    const { facts } = state;
    const own = this.#rules.isOwn(file);
    if (facts.computed !== undefined && !own) {
      throw new UserError(
        `${file} has ${facts.computed}, and what that imports is not known before it is run`,
        'write the path as a text in quotes: evidence is kept by the files that it comes from',
      );
    }
    for (const { target, names } of this.#edgesOf(file, facts)) {
      if ('file' in target) for (const taken of names) this.#take(target.file, taken, found);
      else if (!own) found.packages[target.name] = target.version;
    }
  }

  #edgesOf(file: string, facts: ModuleFacts): readonly Edge[] {
    const known = this.#edges.get(facts);
    if (known) return known;
    const edges = facts.imports.flatMap(({ from, names }): Edge[] => {
      const target = this.#resolver.resolve(from, file);
      return target ? [{ target, names: names?.map(({ taken }) => taken) ?? [undefined] }] : [];
    });
    this.#edges.set(facts, edges);
    return edges;
  }

  /** Follows a name through an index, or every name. */
  #pass(file: string, state: FileState, name: string | undefined, found: Found): void {
    const index = found.indexes.get(file) ?? { ...state, asked: new Set(), leads: {} };
    found.indexes.set(file, index);
    if (index.asked.has(name)) return;
    index.asked.add(name);
    for (const { from, taken, given } of passedOn(state.facts, name)) {
      const target = this.#resolver.resolve(from, file);
      if (target === undefined || !('file' in target)) continue;
      index.leads[given] = { file: target.file, name: taken };
      this.#take(target.file, taken, found);
    }
  }
}

/** An import that leads to a file or a package, with what is taken there; undefined: everything. */
interface Edge {
  readonly target: NonNullable<Target>;
  readonly names: readonly (string | undefined)[];
}

interface Found {
  readonly files: Map<string, FileState>;
  readonly indexes: Map<string, Index>;
  readonly packages: Record<string, string>;
}

/** The re-exports of an index that give it a name, or all of them. */
function passedOn(
  { imports }: ModuleFacts,
  name: string | undefined,
): { readonly from: string; readonly given: string; readonly taken?: string }[] {
  const wanted = imports.flatMap(({ from, names = [] }) =>
    names.filter(({ given }) => name === undefined || given === name).map((one) => ({ from, ...one })),
  );
  if (name !== undefined && wanted.length > 0) return wanted;
  // `export *` and `export * as` do not say what they hold.
  const open = imports.filter(({ names }) => names === undefined);
  return [...wanted, ...open.map(({ from }) => ({ from, given: `${name ?? '*'} of ${from}` }))];
}

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { hashOf, sha256, writeFileAtomic } from '#core';
import { signatureOf } from '../file-signatures.ts';
import { moduleFacts, type ModuleFacts } from './module-facts.ts';

/** A file as it was when it was read. */
export interface FileState {
  /** What tells this state from others that the file was or will be in. */
  readonly signature: string;
  /** It had changed so shortly before that it may change again and look the same. */
  readonly young: boolean;
  readonly facts: ModuleFacts;
}

interface Kept extends FileState {
  /** sha256 of the content. */
  readonly content: string;
}

/** Milliseconds between two times that the slowest file system tells apart. */
const clockTick = 2000;

/** What this process has read, by path. */
const inMemory = new Map<string, Kept>();

/**
 * Facts of files, kept in a file between runs. A file is read again when its size, inode or times are others than they were,
 * or were too young to tell; it is parsed again when its content is another.
 */
export class KeptFacts {
  readonly #path: string | undefined;
  readonly #onDisk: ReadonlyMap<string, Kept>;
  readonly #known = new Map<string, Promise<FileState>>();
  readonly #fresh = new Map<string, Kept>();

  /** @param path of the file that keeps them; without it they are remembered by this process alone */
  constructor(path: string | undefined) {
    this.#path = path;
    this.#onDisk = path === undefined ? new Map() : readKept(path);
  }

  /** A file as it was when it was first asked for; rejects when it cannot be read or parsed. */
  of(path: string): Promise<FileState> {
    const known = this.#known.get(path) ?? this.#find(path);
    this.#known.set(path, known);
    return known;
  }

  async #find(path: string): Promise<FileState> {
    const earlier = inMemory.get(path) ?? this.#onDisk.get(path);
    const same = earlier?.young === false && earlier.signature === signatureOf(path);
    const kept = same ? earlier : await read(path, earlier);
    inMemory.set(path, kept);
    if (this.#onDisk.get(path) !== kept) this.#fresh.set(path, kept);
    return kept;
  }

  /** Writes what is new. What cannot be written is found out again. */
  save(): void {
    if (this.#path === undefined || this.#fresh.size === 0) return;
    const files = Object.fromEntries([...this.#onDisk, ...this.#fresh]);
    const text = JSON.stringify({ version: version(), files });
    try {
      writeFileAtomic(this.#path, `${sha256(text)}\n${text}`);
    } catch {
      return;
    }
    this.#fresh.clear();
  }
}

async function read(path: string, earlier: Kept | undefined): Promise<Kept> {
  // Before the content: an edit in between shows as one that came after.
  const signature = signatureOf(path);
  const { ctimeMs } = statSync(path);
  const young = Date.now() - ctimeMs < clockTick;
  const bytes = readFileSync(path);
  const content = sha256(bytes);
  const facts = earlier?.content === content ? earlier.facts : await moduleFacts(path, bytes);
  return { signature, content, young, facts };
}

function readKept(path: string): ReadonlyMap<string, Kept> {
  try {
    const [digest, text = ''] = readFileSync(path, 'utf8').split('\n', 2);
    const kept = JSON.parse(text) as { readonly version: string; readonly files: Record<string, Kept> };
    const sound = digest === sha256(text) && kept.version === version();
    return sound ? new Map(Object.entries(kept.files)) : new Map();
  } catch {
    // Absent, cut off or somebody else's.
    return new Map();
  }
}

/** Facts hold for the code that finds them: ours in this folder, and the parsers. */
function version(): string {
  const require = createRequire(import.meta.url);
  const own = readdirSync(import.meta.dirname).map((name) => join(import.meta.dirname, name));
  const parsers = ['esbuild/package.json', 'es-module-lexer', 'acorn'].map((name) => require.resolve(name));
  return hashOf([...own.sort(), ...parsers].map((path) => sha256(readFileSync(path))));
}

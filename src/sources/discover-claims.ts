import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { UserError } from '#core';
import type { ClaimKind } from '#claim';

/** A claim file that was found, not yet imported. */
export interface ClaimEntry {
  /** `<paper>/<file name without .claim.ts or .invariant.ts>`. */
  readonly id: string;
  readonly paper: string;
  readonly kind: ClaimKind;
  /** Absolute path. */
  readonly file: string;
  /** Why it cannot be a claim, by where it lies: with what to do. */
  readonly problem?: { readonly message: string; readonly hint: string };
}

const suffix = /\.(claim|invariant)\.ts$/;
const rootHint =
  'point --claims at a folder that holds <paper>/<name>.claim.ts; claimcheck init makes one with a first claim';

/**
 * The claims under `root`, by file name alone, sorted by id; files that lie where no claim can are left out.
 * @throws UserError when there is no such folder, or no claim in it
 */
export function discoverClaims(root: string): ClaimEntry[] {
  const entries = surveyClaims(root);
  const sound = entries.filter(({ problem }) => problem === undefined);
  const [{ problem } = {}] = entries;
  if (sound.length === 0 && problem) throw new UserError(problem.message, problem.hint);
  return sound;
}

/**
 * As `discoverClaims`, with an entry that says what is wrong for each file in a place where no claim can lie and each id that
 * two files have: one such file stops nothing else.
 * @throws UserError when there is no such folder, or no file of a claim in it
 */
export function surveyClaims(root: string): ClaimEntry[] {
  const folder = resolve(root);
  if (!isFolder(folder)) throw new UserError(`there is no claims folder ${folder}`, rootHint);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => suffix.test(file) && !file.split(sep).includes('node_modules'))
    .sort();
  if (files.length === 0) throw new UserError(`there is no claim in ${folder}`, rootHint);
  const byId = new Map<string, ClaimEntry>();
  for (const file of files) {
    const entry = entryOf(folder, file);
    const other = byId.get(entry.id);
    byId.set(
      entry.id,
      other ? { ...entry, problem: entry.problem ?? other.problem ?? twice(other, entry) } : entry,
    );
  }
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function twice(one: ClaimEntry, other: ClaimEntry): NonNullable<ClaimEntry['problem']> {
  return {
    message: `two files define ${one.id}: ${relative('', one.file)} and ${relative('', other.file)}`,
    hint: 'rename its .claim.ts or its .invariant.ts file, or remove one of them',
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function entryOf(folder: string, path: string): ClaimEntry {
  const file = join(folder, path);
  const paper = basename(dirname(file));
  const name = basename(file).replace(suffix, '');
  const kind = suffix.exec(file)![1] === 'claim' ? 'empirical' : 'invariant';
  const entry = { id: `${paper}/${name}`, paper, kind, file } as const;
  if (path.split(sep).length === 2) return entry;
  const message = `${relative('', file)} does not lie in a paper's folder`;
  const place = relative('', join(folder, '<paper>', basename(file)));
  return {
    ...entry,
    problem: { message, hint: `move it to ${place}, the folder of the paper that makes the claim` },
  };
}

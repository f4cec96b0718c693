import { readdirSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
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
}

const form = /^(?<paper>[^/]+)\/(?<name>[^/]+)\.(?<suffix>claim|invariant)\.ts$/;
const rootHint =
  'point --claims at a folder that holds <paper>/<name>.claim.ts; claimcheck init makes one with a first claim';

/**
 * The claims under `root`, by file name alone, sorted by id.
 * @throws UserError when there is no such folder, no claim in it, or one id twice
 */
export function discoverClaims(root: string): ClaimEntry[] {
  const folder = resolve(root);
  if (!isFolder(folder)) throw new UserError(`there is no claims folder ${folder}`, rootHint);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => /\.(claim|invariant)\.ts$/.test(file) && !file.includes('node_modules/'));
  if (files.length === 0) throw new UserError(`there is no claim in ${folder}`, rootHint);
  const entries = files.map((file) => entryOf(folder, file)).sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const [index, entry] of entries.entries()) {
    if (entry.id === entries[index + 1]?.id) {
      throw new UserError(`two files define ${entry.id}`, 'rename its .claim.ts or its .invariant.ts file');
    }
  }
  return entries;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function entryOf(folder: string, file: string): ClaimEntry {
  const { paper, name, suffix } = form.exec(file)?.groups ?? {};
  if (paper === undefined) {
    throw new UserError(
      `${join(folder, file)} does not lie in a paper's folder`,
      `move it to ${join(folder, '<paper>')}, the folder of the paper that makes the claim`,
    );
  }
  const kind = suffix === 'claim' ? 'empirical' : 'invariant';
  return { id: `${paper}/${name}`, paper, kind, file: join(folder, file) };
}

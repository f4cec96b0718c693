import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { messageOf, UserError, writeFileAtomic } from '#core';

const folder = fileURLToPath(new URL('../../templates', import.meta.url));

/** What was done about the files of a project, by their paths from its folder. */
export interface Written {
  readonly created: readonly string[];
  /** Files that were there before; they are as they were. */
  readonly kept: readonly string[];
}

/** A template's text with its names replaced. */
export function template(path: string, names: Readonly<Record<string, string>> = {}): string {
  const text = readFileSync(join(folder, path), 'utf8');
  return Object.entries(names).reduce((edit, [from, to]) => edit.replaceAll(from, to), text);
}

/** Writes what is not there yet; the files by their paths from `root`. */
export function writeMissing(root: string, files: Readonly<Record<string, string>>): Written {
  const created: string[] = [];
  const kept: string[] = [];
  for (const [path, text] of Object.entries(files)) {
    if (existsSync(join(root, path))) kept.push(path);
    else {
      writeFileAtomic(join(root, path), text);
      created.push(path);
    }
  }
  return { created, kept };
}

/** What of a package.json is looked at. */
export interface Manifest {
  readonly type?: string;
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/**
 * Reads a package.json.
 * @throws UserError when it is not JSON
 */
export function readManifest(path: string): Manifest {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  } catch (error) {
    throw new UserError(`${path} cannot be read: ${messageOf(error)}`, 'correct it, or move it away');
  }
}

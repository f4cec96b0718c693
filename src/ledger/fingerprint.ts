import { readFile } from 'node:fs/promises';
import { extname, relative, sep } from 'node:path';
import { transform } from 'esbuild';
import type { Loader } from 'esbuild';
import { hashOf, messageOf, sha256, UserError } from '#core';

/** sha256 of the meaning of each named part of the code: `claim`, `src/nn`, `src/engine`, ... */
export type Fingerprint = Readonly<Record<string, string>>;

export interface FingerprintOptions {
  /** Folder that the files are named relative to, so that a checkout may be moved. */
  readonly root: string;
  /** Source files of each part. */
  readonly files: Readonly<Record<string, readonly string[]>>;
}

const loaders: Readonly<Record<string, Loader>> = { '.ts': 'ts', '.mts': 'ts', '.js': 'js', '.mjs': 'js' };

/**
 * Hashes each part's sources as esbuild prints them without white space, comments and types, so that a change that
 * cannot change a number does not make results stale. Files that are no source text are hashed as they are.
 * @throws UserError when a file cannot be read or parsed
 */
export async function fingerprint({ root, files }: FingerprintOptions): Promise<Fingerprint> {
  const parts = await Promise.all(
    Object.entries(files).map(async ([part, paths]) => {
      const hashes = await Promise.all(
        paths.map(async (path) => [relative(root, path).split(sep).join('/'), await hashOfSource(path)]),
      );
      return [part, hashOf(Object.fromEntries(hashes))] as const;
    }),
  );
  return Object.fromEntries(parts);
}

/** One line per part that differs: why a stored result is not used. */
export function explainChange(before: Fingerprint, after: Fingerprint): string[] {
  const parts = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return parts.flatMap((part) => {
    if (before[part] === after[part]) return [];
    if (before[part] === undefined) return [`${part} is new`];
    return [after[part] === undefined ? `${part} was removed` : `${part} changed`];
  });
}

/** One hash of all parts. */
export function combined(parts: Fingerprint): string {
  return hashOf(parts);
}

/** By loader and sha256 of the content: the claims of a suite share most of their sources. */
const normalised = new Map<string, Promise<string>>();

async function hashOfSource(path: string): Promise<string> {
  try {
    const content = await readFile(path);
    const loader = loaders[extname(path)];
    if (!loader) return sha256(content);
    const key = `${loader} ${sha256(content)}`;
    const known = normalised.get(key) ?? normalise(content.toString('utf8'), loader).then(sha256);
    normalised.set(key, known);
    return await known;
  } catch (error) {
    throw new UserError(
      `cannot fingerprint ${path}: ${messageOf(error)}`,
      'correct the file; results are kept by the code that made them',
    );
  }
}

async function normalise(source: string, loader: Loader): Promise<string> {
  const { code } = await transform(source, {
    loader,
    minifyWhitespace: true,
    legalComments: 'none',
    // Without it an import that only another import's side effect needs would be dropped.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  return code;
}

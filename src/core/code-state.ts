import { createHash } from 'node:crypto';
import { createReadStream, lstatSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, UserError } from './errors.ts';
import { hashOf } from './json.ts';

/** What a folder of somebody's code is at, in its git repository. */
export interface CodeState {
  readonly commit: string;
  /** Whether its files differ from the commit. */
  readonly dirty: boolean;
  /** sha256 of all of its files but ignored ones: equal files give equal hashes, committed or not. */
  readonly hash: string;
}

/**
 * The state of the files of a folder that lies in a git repository. What git ignores, and `__pycache__`, is no code.
 * @throws UserError when there is no such folder, no git, or no commit that the state could be named by
 */
export async function codeState(folder: string): Promise<CodeState> {
  if (!lstatSync(folder, { throwIfNoEntry: false })) {
    throw new UserError(`the code folder ${folder} does not exist`, 'get the code, or correct `code`');
  }
  const [commit, status, tracked, modified, deleted, others] = await Promise.all([
    git(folder, 'rev-parse', 'HEAD'),
    git(folder, 'status', '--porcelain', '--', '.', ':(exclude,glob)**/__pycache__/**'),
    git(folder, 'ls-files', '-s', '-z'),
    git(folder, 'ls-files', '-m', '-z'),
    git(folder, 'ls-files', '-d', '-z'),
    git(folder, 'ls-files', '-o', '-z', '--exclude-standard', '--exclude=__pycache__/'),
  ]);
  const hashes = new Map(named(tracked).map(trackedFile));
  const gone = new Set(named(deleted));
  for (const path of gone) hashes.delete(path);
  for (const path of [...named(modified), ...named(others)]) {
    if (!gone.has(path)) hashes.set(path, await contentOf(join(folder, path)));
  }
  return { commit: commit.trim(), dirty: status.trim() !== '', hash: hashOf(Object.fromEntries(hashes)) };
}

/** Names that end in NUL, as `git -z` prints them. */
const named = (output: string): string[] => output.split('\0').filter((name) => name !== '');

/** A line `<mode> <hash> <stage>\t<path>`. */
function trackedFile(line: string): [path: string, hash: string] {
  const tab = line.indexOf('\t');
  return [line.slice(tab + 1), line.slice(0, tab).split(' ')[1]!];
}

/** The hash that git would give a file, so that committing it changes nothing; of a repository inside, that of its files. */
async function contentOf(path: string): Promise<string> {
  const stat = lstatSync(path);
  if (stat.isDirectory()) return (await codeState(path)).hash;
  const hash = createHash('sha1');
  if (stat.isSymbolicLink()) {
    const target = readlinkSync(path);
    return hash.update(`blob ${Buffer.byteLength(target)}\0${target}`).digest('hex');
  }
  hash.update(`blob ${stat.size}\0`);
  for await (const part of createReadStream(path)) hash.update(part as Buffer);
  return hash.digest('hex');
}

async function git(folder: string, ...args: readonly string[]): Promise<string> {
  const { execa } = await import('execa');
  // A hook of git names a repository of its own to all that it starts.
  const env = { GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined };
  try {
    return (await execa('git', ['-C', folder, ...args], { env, stdin: 'ignore' })).stdout;
  } catch (error) {
    const { stderr } = error as { readonly stderr?: unknown };
    const why =
      typeof stderr === 'string' && stderr !== '' ? stderr.trim().split('\n')[0]! : messageOf(error);
    throw new UserError(
      `the state of the code in ${folder} is not known: ${why}`,
      'let the code be a git repository with a commit (git init, git add, git commit): evidence names the commit that it is of',
    );
  }
}

import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { printError } from './terminal.ts';

/** Options whose values are paths, from where the command was written. */
const pathOptions = ['--claims', '--out', '--reports', '--junit'];

/** Commands whose arguments are folders, too. */
const ofFolders = ['merge', 'combine', 'compare'];

/** Commands that begin a project or are of none. */
const elsewhere = ['init', 'bundle', 'completion'];

/**
 * Goes to the folder of the project that this folder is in, as git and npm do: claims, evidence, ledger and data are in one
 * place, wherever a command is written. Does nothing where `--claims` says which claims are meant.
 * @returns the arguments, with paths that were from this folder from that one
 */
export function enterProject(command: string | undefined, args: readonly string[]): readonly string[] {
  const here = process.cwd();
  const named = args.some((arg) => arg === '--claims' || arg.startsWith('--claims='));
  const project = command === undefined || elsewhere.includes(command) || named ? here : projectAround(here);
  if (project === here) return args;
  const moved = (path: string): string =>
    path === '' ? path : relative(project, resolve(here, path)) || '.';
  process.chdir(project);
  printError(`note: in the project ${relative(here, project)}`);
  return args.map((arg, index) => {
    const [, option, path] = /^(--[a-z]+)=(.*)$/s.exec(arg) ?? [];
    if (option !== undefined && pathOptions.includes(option)) return `${option}=${moved(path!)}`;
    const isPath = pathOptions.includes(args[index - 1] ?? '') || ofFolders.includes(command ?? '');
    return isPath && !arg.startsWith('-') ? moved(arg) : arg;
  });
}

/** The nearest folder with claims, this one or one around it; this one where there is none. */
function projectAround(here: string): string {
  if (existsSync(join(here, 'claims'))) return here;
  for (let folder = dirname(here); ; folder = dirname(folder)) {
    if (holdsClaims(join(folder, 'claims'))) return folder;
    if (folder === dirname(folder)) return here;
  }
}

/** Whether a folder is one of claims, and not only called so: it has the manifest of `new`, or a paper. */
function holdsClaims(folder: string): boolean {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return false;
  return namesIn(folder).some(
    (name) =>
      name === 'package.json' ||
      namesIn(join(folder, name)).some((file) => /^paper\.ts$|\.(claim|invariant)\.ts$/.test(file)),
  );
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // A file, or a folder that is nobody's to read.
    return [];
  }
}

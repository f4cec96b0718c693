import type { ArgDef, ArgsDef, CommandDef } from 'citty';
import { surveyClaims } from '#sources';
import { shells } from './completion.ts';
import { enterProject } from './enter-project.ts';
import { findCommand, resolved } from './find-command.ts';
import { claimsFolder } from './options.ts';

/** A word that may stand where the cursor is, and what it is. */
export interface Completion {
  readonly word: string;
  readonly what: string;
}

/** What the arguments of a command name, which are no options; of other commands they are files. */
const named: Readonly<Record<string, (words: readonly string[]) => Promise<readonly string[]>>> = {
  ...Object.fromEntries(
    ['list', 'verify', 'plan', 'submit', 'lint', 'show', 'profile'].map((name) => [name, claimIds]),
  ),
  'data fetch': async () => (await import('#data')).datasets.map(({ name }) => name),
  completion: () => Promise.resolve(shells),
};

/**
 * What may stand where the cursor is: commands, options and their values, claims. Nothing where names of files may.
 * @param commands the command line, with what is told of commands without loading them
 * @param words those after `claimcheck`, the last as far as it is written
 */
export async function completions(
  commands: { readonly root: CommandDef; readonly described: Readonly<Record<string, CommandDef>> },
  words: readonly string[],
): Promise<Completion[]> {
  const current = words.at(-1) ?? '';
  const { command, path, rest } = await findCommand(commands.root, words.slice(0, -1));
  const found = command.subCommands
    ? await namesOf(path.length === 0 ? commands.described : await resolved(command.subCommands))
    : await argumentsOf({ args: (await resolved(command.args)) ?? {}, path }, rest, current);
  return found.filter(({ word }) => word.startsWith(current));
}

async function namesOf(commands: Readonly<Record<string, unknown>>): Promise<Completion[]> {
  return Promise.all(
    Object.entries(commands).map(async ([word, command]) => {
      const meta = await resolved(((await resolved(command)) as CommandDef).meta);
      return { word, what: meta?.description ?? '' };
    }),
  );
}

async function argumentsOf(
  { args, path }: { readonly args: ArgsDef; readonly path: readonly string[] },
  before: readonly string[],
  current: string,
): Promise<Completion[]> {
  const [, inOne] = /^--([^=]+)=/.exec(current) ?? [];
  if (inOne !== undefined) return valuesOf(args[inOne]).map((value) => plain(`--${inOne}=${value}`));
  const option = optionWithValue(args, before.at(-1));
  if (option) return valuesOf(option).map(plain);
  if (!current.startsWith('-')) return ((await named[path.join(' ')]?.(before)) ?? []).map(plain);
  const options = Object.entries(args).filter(
    ([name, { type }]) => type !== 'positional' && !before.some((word) => isOption(word, name)),
  );
  return [
    ...options.map(([name, { description = '' }]) => ({ word: `--${name}`, what: description })),
    { word: '--help', what: 'Show what there is' },
  ];
}

const plain = (word: string): Completion => ({ word, what: '' });

const isOption = (word: string, name: string): boolean =>
  word === `--${name}` || word.startsWith(`--${name}=`);

/** The option of which a word begins and of which the next is the value. */
function optionWithValue(args: ArgsDef, word: string | undefined): ArgDef | undefined {
  const name = word?.startsWith('--') ? word.slice(2) : '';
  return args[name]?.type === 'string' ? args[name] : undefined;
}

/** The values of an option of which the help shows them all. */
function valuesOf(option: ArgDef | undefined): string[] {
  const hint = option?.valueHint ?? '';
  return hint.includes('|') ? hint.split('|') : [];
}

/** Of the project around this folder, or of the folder that an option names. */
function claimIds(words: readonly string[]): Promise<readonly string[]> {
  const args = enterProject('list', words);
  const asked = args.flatMap((word, index) =>
    word === '--claims' ? (args[index + 1] ?? []) : word.startsWith('--claims=') ? word.slice(9) : [],
  );
  return Promise.resolve(surveyClaims(claimsFolder(asked.at(-1))).map(({ id }) => id));
}

import { stripVTControlCharacters } from 'node:util';
import { defineCommand, renderUsage, runCommand, type CommandDef } from 'citty';
import { messageOf, printable, printableParts, UserError, ownVersion } from '#core';
import { descriptions } from './descriptions.ts';
import { enterProject } from './enter-project.ts';
import { findCommand } from './find-command.ts';
import { colorOf, print, printError, printStyled, widthOf } from './terminal.ts';

const root = defineCommand({
  meta: {
    name: 'claimcheck',
    version: ownVersion(),
    description: 'The claims of machine-learning papers, trained over many seeds and decided',
  },
  subCommands: {
    init: () => import('./init.ts').then((module) => module.init),
    new: () => import('./new.ts').then((module) => module.create),
    list: () => import('./list.ts').then((module) => module.list),
    verify: () => import('./verify.ts').then((module) => module.verify),
    plan: () => import('./plan.ts').then((module) => module.plan),
    work: () => import('./work.ts').then((module) => module.work),
    submit: () => import('./submit.ts').then((module) => module.submit),
    lint: () => import('./lint.ts').then((module) => module.lint),
    show: () => import('./show.ts').then((module) => module.show),
    report: () => import('./report.ts').then((module) => module.report),
    compare: () => import('./compare.ts').then((module) => module.compare),
    combine: () => import('./combine.ts').then((module) => module.combine),
    merge: () => import('./merge.ts').then((module) => module.merge),
    publish: () => import('./publish.ts').then((module) => module.publish),
    tables: () => import('./tables.ts').then((module) => module.tables),
    doctor: () => import('./doctor.ts').then((module) => module.doctor),
    profile: () => import('./profile.ts').then((module) => module.profile),
    bundle: () => import('./bundle.ts').then((module) => module.bundle),
    data: () => import('./data.ts').then((module) => module.data),
    clean: () => import('./clean.ts').then((module) => module.clean),
    completion: () => import('./completion.ts').then((module) => module.completion),
  },
});

/** The commands without what they are made of. */
const described: Record<string, CommandDef> = Object.fromEntries(
  Object.entries(descriptions).map(([name, description]) => [name, { meta: { name, description } }]),
);

/** Runs the command line and returns the exit code: 0 as expected, 1 not as expected, 2 wrongly asked, 130 or 143 stopped. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    return await run(argv);
  } catch (error) {
    return explain(error);
  }
}

async function run(argv: readonly string[]): Promise<number> {
  if (argv[0] === 'completion' && argv[1] === '--') return complete(argv.slice(2));
  const { command, path, parent, rest } = await findCommand(root, argv);
  if (rest.includes('--help') || rest.includes('-h')) return usage(command, parent);
  if (command === root && (rest.includes('--version') || rest.includes('-v'))) {
    print(ownVersion());
    return 0;
  }
  if (command.subCommands) {
    if (rest.length > 0) throw new UserError(`unknown option ${rest[0]}`, helpHint(path));
    await usage(command, parent);
    return 2;
  }
  const { result } = await runCommand(command, { rawArgs: [...enterProject(path[0], rest)] });
  return typeof result === 'number' ? result : 0;
}

/** Answers the scripts of `completion`: a line for each word, with what it is after a tab. */
async function complete(words: readonly string[]): Promise<number> {
  const { completions } = await import('./completions.ts');
  for (const { word, what } of printableParts(await completions({ root, described }, words))) {
    printStyled(what === '' ? word : `${word}\t${what}`);
  }
  return 0;
}

function helpHint(path: readonly string[]): string {
  return `"${['claimcheck', ...path, '--help'].join(' ')}" shows what there is`;
}

async function usage(command: CommandDef, parent: CommandDef | undefined): Promise<number> {
  const shown = command === root ? { ...root, subCommands: described } : command;
  const text = (await renderUsage(shown, parent)).replaceAll(/ +$/gm, '');
  const width = widthOf(process.stdout, Infinity);
  const fitted = width === Infinity ? text : (await import('./fit-usage.ts')).fitUsage(text, width);
  printStyled(colorOf(process.stdout) ? fitted : stripVTControlCharacters(fitted));
  return 0;
}

function explain(error: unknown): number {
  const debug = process.env.CLAIMCHECK_DEBUG === '1';
  if (debug) printError(error instanceof Error ? `${error.stack}` : String(error));
  if (error instanceof UserError) {
    printError(`error: ${printable(error.message)}`);
    if (error.hint !== undefined) printError(`  ${printable(error.hint)}`);
    return error.exitCode;
  }
  printError(`error: ${printable(messageOf(error))}`);
  if (!debug) printError('  this is a defect of claimcheck; CLAIMCHECK_DEBUG=1 shows where it happened');
  return 1;
}

import { stripVTControlCharacters } from 'node:util';
import { defineCommand, renderUsage, runCommand, type CommandDef } from 'citty';
import { messageOf, printable, UserError, nearMatches, ownVersion } from '#core';
import { descriptions } from './descriptions.ts';
import { enterProject } from './enter-project.ts';
import { colorOf, print, printError, printStyled } from './terminal.ts';

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
    lint: () => import('./lint.ts').then((module) => module.lint),
    show: () => import('./show.ts').then((module) => module.show),
    report: () => import('./report.ts').then((module) => module.report),
    compare: () => import('./compare.ts').then((module) => module.compare),
    combine: () => import('./combine.ts').then((module) => module.combine),
    publish: () => import('./publish.ts').then((module) => module.publish),
    tables: () => import('./tables.ts').then((module) => module.tables),
    doctor: () => import('./doctor.ts').then((module) => module.doctor),
    profile: () => import('./profile.ts').then((module) => module.profile),
    bundle: () => import('./bundle.ts').then((module) => module.bundle),
    data: () => import('./data.ts').then((module) => module.data),
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
  const { command, path, parent, rest } = await find(argv);
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

interface Found {
  readonly command: CommandDef;
  readonly path: readonly string[];
  readonly parent: CommandDef | undefined;
  readonly rest: readonly string[];
}

async function find(argv: readonly string[]): Promise<Found> {
  let command: CommandDef = root;
  let parent: CommandDef | undefined;
  const path: string[] = [];
  let rest = argv;
  while (command.subCommands && rest[0] !== undefined && !rest[0].startsWith('-')) {
    const [name, ...further] = rest as [string, ...string[]];
    const subCommands = await resolved(command.subCommands);
    const sub = Object.hasOwn(subCommands, name) ? subCommands[name] : undefined;
    if (!sub) throw unknownCommand([...path, name], Object.keys(subCommands));
    // Usage prints the parent's name before the command's own.
    parent = { ...command, meta: { name: ['claimcheck', ...path].join(' ') } };
    command = (await resolved(sub)) as CommandDef;
    path.push(name);
    rest = further;
  }
  return { command, path, parent, rest };
}

async function resolved<T>(value: T | Promise<T> | (() => T | Promise<T>)): Promise<T> {
  return typeof value === 'function' ? (value as () => T | Promise<T>)() : value;
}

function unknownCommand(path: readonly string[], names: readonly string[]): UserError {
  const near = nearMatches(path.at(-1)!, names);
  const hint =
    near.length > 0 ? `did you mean ${near.join(' or ')}?` : `the commands are ${names.join(', ')}`;
  return new UserError(`unknown command "${path.join(' ')}"`, hint);
}

function helpHint(path: readonly string[]): string {
  return `"${['claimcheck', ...path, '--help'].join(' ')}" shows what there is`;
}

async function usage(command: CommandDef, parent: CommandDef | undefined): Promise<number> {
  const shown = command === root ? { ...root, subCommands: described } : command;
  const text = (await renderUsage(shown, parent)).replaceAll(/ +$/gm, '');
  printStyled(colorOf(process.stdout) ? text : stripVTControlCharacters(text));
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

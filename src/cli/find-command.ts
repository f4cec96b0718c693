import type { CommandDef } from 'citty';
import { nearMatches, UserError } from '#core';

export interface FoundCommand {
  readonly command: CommandDef;
  readonly path: readonly string[];
  /** As usage names what is before the command. */
  readonly parent: CommandDef | undefined;
  readonly rest: readonly string[];
}

/**
 * The command that arguments begin with, and the arguments after it.
 * @throws UserError where a name is no command
 */
export async function findCommand(root: CommandDef, argv: readonly string[]): Promise<FoundCommand> {
  let command = root;
  let parent: CommandDef | undefined;
  const path: string[] = [];
  let rest = argv;
  while (command.subCommands && rest[0] !== undefined && !rest[0].startsWith('-')) {
    const [name, ...further] = rest as [string, ...string[]];
    const subCommands = await resolved(command.subCommands);
    const sub = Object.hasOwn(subCommands, name) ? subCommands[name] : undefined;
    if (!sub) throw unknownCommand([...path, name], Object.keys(subCommands));
    parent = { ...command, meta: { name: ['claimcheck', ...path].join(' ') } };
    command = (await resolved(sub)) as CommandDef;
    path.push(name);
    rest = further;
  }
  return { command, path, parent, rest };
}

/** What citty takes as a value, a promise of it, or a function that gives either. */
export async function resolved<T>(value: T | Promise<T> | (() => T | Promise<T>)): Promise<T> {
  return typeof value === 'function' ? (value as () => T | Promise<T>)() : value;
}

function unknownCommand(path: readonly string[], names: readonly string[]): UserError {
  const near = nearMatches(path.at(-1)!, names);
  const hint =
    near.length > 0 ? `did you mean ${near.join(' or ')}?` : `the commands are ${names.join(', ')}`;
  return new UserError(`unknown command "${path.join(' ')}"`, hint);
}

import { basename } from 'node:path';
import { execa } from 'execa';
import { hashOf, messageOf, UserError } from '#core';
import type { CheckedOptions } from './check-options.ts';

/** What a program runs on. */
export interface Provenance {
  readonly interpreter: string | null;
  readonly packages: readonly string[] | null;
  readonly gpus: readonly string[];
}

/** Programs that tell their version when they are asked so; others might start to train. */
const tellVersion = /^(python|pypy|node|deno|bun|julia|Rscript|R|ruby|java)[\d.]*$/;
const python = /^(python|pypy)[\d.]*$/;

const known = new Map<string, Promise<Provenance>>();

/**
 * What the program of these options runs on, asked once per process.
 * @throws UserError when what the user gave to ask it does not answer
 */
export function provenanceOf(options: CheckedOptions<never>): Promise<Provenance> {
  const { run, version, packages, code, env } = options;
  // A working folder of each seed is none yet.
  const cwd = options.cwd.includes('{') ? code[0]! : options.cwd;
  const key = hashOf([run[0], version, packages, cwd, env]);
  if (!known.has(key)) known.set(key, ask({ ...options, cwd }));
  return known.get(key)!;
}

async function ask({ run, version, packages, ...place }: CheckedOptions<never>): Promise<Provenance> {
  const program = run[0]!;
  const name = basename(program);
  const [interpreter, listed, gpus] = await Promise.all([
    version
      ? linesOf(version, place, 'version')
      : tellVersion.test(name)
        ? tried([program, '--version'], place)
        : null,
    packages ? linesOf(packages, place, 'packages') : python.test(name) ? installedFor(program, place) : null,
    tried(['nvidia-smi', '--query-gpu=name,driver_version', '--format=csv,noheader'], place),
  ]);
  return { interpreter: interpreter?.join(' ') ?? null, packages: listed, gpus: gpus ?? [] };
}

type Place = Pick<CheckedOptions<never>, 'cwd' | 'env'>;

const listing =
  'import importlib.metadata as m; print("\\n".join(sorted({d.name + "==" + d.version for d in m.distributions()})))';

/** `pip freeze`; environments without pip list themselves. */
async function installedFor(program: string, place: Place): Promise<string[] | null> {
  return (
    (await tried([program, '-m', 'pip', 'freeze', '--all', '--disable-pip-version-check'], place)) ??
    (await tried([program, '-c', listing], place))
  );
}

async function tried(command: readonly string[], place: Place): Promise<string[] | null> {
  try {
    return await lines(command, place);
  } catch {
    return null;
  }
}

async function linesOf(command: readonly string[], place: Place, field: string): Promise<string[]> {
  try {
    return await lines(command, place);
  } catch (error) {
    throw new UserError(
      `command: ${field} (${command.join(' ')}) does not answer: ${messageOf(error).split('\n')[0]}`,
      `correct ${field}, or leave it out`,
    );
  }
}

/** What a command prints, without empty lines; to stderr as old interpreters do where stdout is empty. */
async function lines([program, ...args]: readonly string[], { cwd, env }: Place): Promise<string[]> {
  const { stdout, stderr } = await execa(program!, args, { cwd, env, stdin: 'ignore', timeout: 60_000 });
  return (stdout === '' ? stderr : stdout)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import { UserError } from '#core';
import type { CommandOptions, Reading } from './command-options.ts';
import { checkPlaceholders, placeholdersIn } from './placeholders.ts';

/** Options with their defaults, and folders made absolute. */
export interface CheckedOptions<Size> extends Omit<CommandOptions<Size>, 'code' | 'cwd'> {
  readonly code: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly series: Readonly<Record<string, Reading>>;
  readonly values: Readonly<Record<string, Reading>>;
  readonly threads: number;
  readonly timeoutSeconds: number;
}

const fields = new Set([
  ...['run', 'code', 'cwd', 'env', 'series', 'values', 'steps', 'atOnce', 'threads', 'timeoutSeconds'],
  ...['memoryMiB', 'gpus', 'version', 'packages'],
]);

/** Longer than timers last. */
const mostSeconds = 2_000_000;

/** @throws UserError naming the field, its value and what to write instead */
export function checkOptions<Size>(options: CommandOptions<Size>): CheckedOptions<Size> {
  const { run, env = {}, series = {}, values = {}, threads = 1, timeoutSeconds = 3600 } = options;
  const unknown = Object.keys(options).find((name) => !fields.has(name));
  if (unknown !== undefined) refuse(unknown, 'is no field', `use ${[...fields].join(', ')}`);
  checkTexts('run', run, 'give program and arguments, as in ["python", "train.py", "--seed", "{seed}"]');
  for (const name of ['version', 'packages'] as const) {
    if (options[name]) checkTexts(name, options[name], 'give program and arguments');
  }
  if (Object.keys({ ...series, ...values }).length === 0) {
    refuse(
      'series',
      'is missing, and so is values',
      "say what is read, as in { loss: { from: 'json-lines', value: 'loss' } }",
    );
  }
  for (const [kind, readings] of Object.entries({ series, values })) {
    for (const [name, reading] of Object.entries(readings)) checkReading(`${kind}.${name}`, reading);
  }
  if (typeof options.steps === 'object') checkReading('steps', options.steps);
  checkCount('threads', threads, 1);
  checkCount('timeoutSeconds', timeoutSeconds, Number.MIN_VALUE, mostSeconds);
  if (options.memoryMiB !== undefined) checkCount('memoryMiB', options.memoryMiB, 1);
  checkProcesses(options);
  const code = [options.code].flat().map((folder) => folderOf('code', folder));
  if (code.length === 0) refuse('code', 'is empty', codeHint);
  const cwd = options.cwd === undefined ? code[0]! : folderOf('cwd', options.cwd);
  checkAllPlaceholders({ run, env, cwd, series, values, steps: options.steps });
  return { ...options, code, cwd, env, series, values, threads, timeoutSeconds };
}

function refuse(field: string, problem: string, hint: string): never {
  throw new UserError(`command: ${field} ${problem}`, hint);
}

function checkTexts(field: string, value: unknown, hint: string): void {
  const given = Array.isArray(value) && value.length > 0 && value.every((text) => typeof text === 'string');
  if (!given || value[0] === '') refuse(field, `is ${JSON.stringify(value) ?? 'missing'}`, hint);
}

function checkCount(field: string, value: unknown, least: number, most = Number.MAX_SAFE_INTEGER): void {
  if (typeof value === 'number' && value >= least && value <= most) return;
  refuse(field, `is ${String(value)}`, `give a number from ${least === 1 ? 1 : 'above 0'} to ${most}`);
}

function checkProcesses({ atOnce, gpus }: Pick<CommandOptions<never>, 'atOnce' | 'gpus'>): void {
  if (atOnce !== undefined) checkCount('atOnce', atOnce, 1);
  if (gpus === undefined) return;
  const distinct = Array.isArray(gpus) && gpus.length > 0 && new Set(gpus).size === gpus.length;
  if (!distinct || !gpus.every((gpu) => Number.isInteger(gpu) && gpu >= 0)) {
    refuse(
      'gpus',
      `is ${JSON.stringify(gpus)}`,
      'give the numbers that nvidia-smi shows, each once, as in [0, 1]',
    );
  }
  if ((atOnce ?? 1) > gpus.length) {
    refuse('atOnce', `is ${atOnce}, gpus has ${gpus.length}`, 'each process has one of them: lower atOnce');
  }
}

const needed = { 'json-lines': 'value', csv: 'value', tensorboard: 'tag', pattern: 'match' } as const;

function checkReading(field: string, reading: Reading): void {
  const given = reading as Partial<Record<string, unknown>> | undefined;
  const from = given?.['from'] as keyof typeof needed;
  if (!Object.hasOwn(needed, from ?? '')) {
    refuse(`${field}.from`, `is ${String(from)}`, `use one of ${Object.keys(needed).join(', ')}`);
  }
  if (from === 'csv' && typeof given!['file'] !== 'string') {
    refuse(`${field}.file`, 'is missing', 'name the file, relative to {out}');
  }
  const name = needed[from];
  const value = given![name];
  if (from !== 'pattern') {
    if (typeof value !== 'string') refuse(`${field}.${name}`, `is ${String(value)}`, 'give its name');
  } else if (!(value instanceof RegExp) || !value.source.includes('(?<value>')) {
    refuse(
      `${field}.match`,
      `is ${String(value)}`,
      'give an expression with a group value, as in /loss (?<value>\\S+)/',
    );
  }
}

const codeHint = "name the folder of the program's code, in its git repository";

/** Relative folders are of where claimcheck runs, unless a placeholder comes first. */
function folderOf(field: string, folder: string | URL): string {
  if (folder instanceof URL) return resolve(fileURLToPath(folder));
  if (typeof folder === 'string' && folder !== '') return folder.startsWith('{') ? folder : resolve(folder);
  return refuse(field, `is ${String(folder)}`, field === 'code' ? codeHint : 'name a folder');
}

type Filled = Pick<CheckedOptions<never>, 'run' | 'env' | 'cwd' | 'series' | 'values'> & {
  readonly steps: unknown;
};

function checkAllPlaceholders({ run, env, cwd, series, values, steps }: Filled): void {
  const readings = Object.entries({ ...prefixed('series', series), ...prefixed('values', values), steps });
  const files = readings.flatMap(([field, reading]) => {
    const { file, folder } = Object(reading) as { readonly file?: string; readonly folder?: string };
    return Object.entries({ file, folder }).flatMap(([name, text]) =>
      text === undefined ? [] : [[`${field}.${name}`, text] as const],
    );
  });
  const given = { ...prefixed('run', run), ...prefixed('env', env) };
  checkPlaceholders({ ...given, cwd, ...Object.fromEntries(files) });
  if (Object.values(given).flatMap(placeholdersIn).includes('seed')) return;
  refuse(
    'run',
    'has no {seed}',
    'pass it on, as in ["python", "train.py", "--seed", "{seed}"]: else all seeds are one run',
  );
}

function prefixed<T>(prefix: string, record: Readonly<Record<string, T>> | readonly T[]): Record<string, T> {
  return Object.fromEntries(
    Object.entries(record as Readonly<Record<string, T>>).map(([name, value]) => [
      `${prefix}.${name}`,
      value,
    ]),
  );
}

import { hashOf, type ProgramRecord, type RunContext, type Seed } from '#core';
import type { CheckedOptions } from './check-options.ts';
import type { Reading } from './command-options.ts';
import { checkSizes, fill, sizesByName, type Replacements } from './placeholders.ts';
import { seedNumber } from './seed-number.ts';

/** What is the same for all seeds of a batch. */
export interface BatchPlan<Size> {
  readonly options: CheckedOptions<Size>;
  readonly run: RunContext;
  readonly sizes: Replacements;
  readonly steps: number | Reading;
  /** What every seed's trajectory is kept with. */
  readonly program: ProgramRecord;
}

/** One seed of it. */
export interface SeedPlan {
  readonly seed: Seed;
  readonly number: number;
  /** Content key of its result. */
  readonly key: string;
}

/** Raised when the same output would be read otherwise: what was kept before is then trained again. */
const readerVersion = 1;

/** Variables by which numeric libraries are told how many threads to use. */
const threadVariables = ['OMP_NUM_THREADS', 'MKL_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'NUMEXPR_NUM_THREADS'];

/** Variables of the program: its threads, output that is there when it is ended, and what the user gives. */
export function variablesOf({
  env,
  threads,
}: Pick<CheckedOptions<never>, 'env' | 'threads'>): Record<string, string> {
  const ours = Object.fromEntries(threadVariables.map((name) => [name, String(threads)]));
  return { ...ours, PYTHONUNBUFFERED: '1', ...env };
}

/** Sizes of a tier by placeholder, for these options. */
export function sizesFor<Size extends object>(options: CheckedOptions<Size>, size: Size): Replacements {
  const sizes = sizesByName(size);
  const { run, env, cwd, series, values, steps } = options;
  const readings = [...Object.values({ ...series, ...values }), steps].map(
    (reading) => Object(reading) as object,
  );
  const files = readings.flatMap((reading) =>
    (['file', 'folder'] as const).flatMap(
      (name) => (reading as Record<string, string | undefined>)[name] ?? [],
    ),
  );
  checkSizes([...run, ...Object.values(env), cwd, ...files], sizes);
  return sizes;
}

/**
 * A seed's plan. Its key is of all that decides its numbers: the command with its sizes, the variables that are named, what is
 * read from it, the code's files, interpreter and packages. How long it may take, and beside how many others, is no part.
 */
export function seedPlanOf<Size>(plan: BatchPlan<Size>, seed: Seed): SeedPlan {
  const { options, sizes, steps, program } = plan;
  const number = seedNumber(seed);
  const filled = (text: string): string =>
    fill(text, { ...sizes, seed: String(number), threads: String(options.threads) });
  const key = hashOf({
    readerVersion,
    run: options.run.map(filled),
    env: Object.fromEntries(Object.entries(variablesOf(options)).map(([name, text]) => [name, filled(text)])),
    // Folders are of this machine: where the code is says nothing of what it does.
    cwd: filled(options.cwd).replace(options.code[0]!, ''),
    readings: [options.series, options.values, steps].map((readings) =>
      JSON.stringify(readings, withExpressions),
    ),
    code: program.code.map(({ hash }) => hash),
    interpreter: program.interpreter,
    packages: program.packages,
  });
  return { seed, number, key };
}

function withExpressions(_: string, value: unknown): unknown {
  return value instanceof RegExp ? String(value) : value;
}

import { looks } from '#claim';
import { UserError } from '#core';
import type { ExceedOptions, Score } from './score-options.ts';

/** Options of `toExceed` with what was left out. */
export interface CheckedOptions {
  readonly score: Score;
  readonly margin: number;
  /** Undefined where it was said why there is none. */
  readonly control: Score | undefined;
  readonly seeds: number;
  readonly name: string;
  readonly unit: string;
  readonly concurrency: number;
  readonly id: string;
  readonly seedBase: number;
}

/** @throws UserError naming what cannot be used */
export function checkScoreOptions(
  score: unknown,
  margin: unknown,
  options: Partial<ExceedOptions> = {},
  testName: string | undefined,
): CheckedOptions {
  if (typeof score !== 'function') {
    throw new UserError(
      `toExceed was given ${kindOf(score)} in place of a score`,
      'write expect((seed) => score(seed)).toExceed(...): a function, which is asked once per seed',
    );
  }
  if (typeof margin !== 'number' || !Number.isFinite(margin)) {
    throw new UserError(`toExceed was given the margin ${String(margin)}`, 'give a finite number');
  }
  const id = options.id ?? testName;
  if (id === undefined || id === '') {
    throw new UserError('toExceed has no name to derive seeds from', 'call it in a test, or give an id');
  }
  const { name = 'score', unit = '1', inconclusive = 'pass' } = options;
  if (!['pass', 'fail'].includes(inconclusive)) {
    throw new UserError(`toExceed: inconclusive is "${inconclusive}"`, 'choose pass or fail');
  }
  return {
    ...{ score: score as Score, margin, name, unit, id },
    control: controlOf(options.control),
    seeds: budgetOf(options.seeds),
    concurrency: wholeNumber('concurrency', options.concurrency ?? 1, 1),
    seedBase: wholeNumber(
      'seedBase',
      options.seedBase ?? Number(process.env['CLAIMCHECK_SEED_BASE'] ?? 0),
      0,
    ),
  };
}

function controlOf(control: ExceedOptions['control'] | undefined): Score | undefined {
  if (typeof control === 'function') return control;
  if (typeof control === 'object' && typeof control.none === 'string' && control.none.trim() !== '') {
    return undefined;
  }
  throw new UserError(
    'toExceed has no control',
    "give control: (seed) => a score for which the same rule must be refuted, or control: { none: 'why there is none' }",
  );
}

function budgetOf(seeds: number = looks.at(-1)!): number {
  if (looks.includes(seeds)) return seeds;
  throw new UserError(
    `toExceed: seeds is ${String(seeds)}`,
    `use one of the looks ${looks.join(', ')}: no verdict rests on fewer than ${looks[0]} seeds`,
  );
}

function wholeNumber(field: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new UserError(
    `toExceed: ${field} is ${String(value)}`,
    `give a whole number that is ${least} or more`,
  );
}

function kindOf(value: unknown): string {
  return value === null || value === undefined ? String(value) : `a ${typeof value}`;
}

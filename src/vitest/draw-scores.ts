import { inspect } from 'node:util';
import { createRng, messageOf, UserError, type Seed } from '#core';
import type { Score } from './score-options.ts';

/** The whole number in [0, 2^31) that a score is given for a seed. */
export const seedNumber = (seed: Seed): number => createRng(seed, 'number').integer(2 ** 31);

export interface DrawOptions {
  /** What the score is called in messages. */
  readonly name: string;
  /** Scores that are awaited at the same time. */
  readonly concurrency: number;
  /** Aborted when the test has ended: no further score is asked for. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The score of each seed, in their order; each is given draws of its own.
 * @throws UserError naming the seed, when the score throws or gives no number
 */
export async function drawScores(
  score: Score,
  seeds: readonly Seed[],
  { name, concurrency, signal }: DrawOptions,
): Promise<number[]> {
  const scores: number[] = [];
  const waiting = seeds.keys();
  let failed = false;
  // All lanes take from one iterator, so that each seed is asked once.
  const lane = async (): Promise<void> => {
    for (const index of waiting) {
      if (failed) return;
      signal?.throwIfAborted();
      try {
        scores[index] = await scoreOf(score, seeds[index]!, name);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, seeds.length) }, lane));
  return scores;
}

async function scoreOf(score: Score, seed: Seed, name: string): Promise<number> {
  const number = seedNumber(seed);
  const value: unknown = await asked(score, seed, number, name);
  if (typeof value === 'number') return value;
  throw new UserError(
    `the ${name} of seed ${number} is ${inspect(value, { depth: 1 })}`,
    'return a number, NaN where there is none',
  );
}

async function asked(score: Score, seed: Seed, number: number, name: string): Promise<unknown> {
  try {
    return await score(number, createRng(seed, 'score'));
  } catch (cause) {
    const error = new UserError(
      `the ${name} of seed ${number} throws: ${messageOf(cause)}`,
      'return NaN where a seed that has no score shall count as one that fails',
    );
    error.cause = cause;
    throw error;
  }
}

import type { Rng } from '#core';

/**
 * A number of one seed: a score, or the difference of two that were found with the same seed. `seed` is a whole number in
 * [0, 2^31); `rng` draws what is random here, the same for the same seed. NaN where there is no number: then the seed counts as
 * one that fails.
 */
export type Score = (seed: number, rng: Rng) => number | Promise<number>;

/** How `toExceed` draws seeds and what it is held against. */
export interface ExceedOptions {
  /**
   * A score of the same seeds for which the rule must be refuted, or why there is none: a rule that holds whatever is
   * measured says nothing.
   */
  readonly control: Score | { readonly none: string };
  /** The most seeds, one of the looks 8, 12, 16, 24 and 32. Default 32. */
  readonly seeds?: number;
  /**
   * `fail` when the test shall fail where the evidence decides neither way; by default it passes with a warning. Scores of which
   * more than a quarter are no numbers, or that are one and the same for every seed, fail the test in any case.
   */
  readonly inconclusive?: 'pass' | 'fail';
  /** What the score is called in messages. Default `score`. */
  readonly name?: string;
  /** Unit of the score in messages. */
  readonly unit?: string;
  /** Scores that are awaited at the same time. Default 1. */
  readonly concurrency?: number;
  /** Name that seeds are derived from. Default the full name of the test. */
  readonly id?: string;
  /** Another whole number for fresh seeds. Default CLAIMCHECK_SEED_BASE, or 0. */
  readonly seedBase?: number;
}

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-explicit-any -- as vitest declares it
  interface Matchers<T = any> {
    /**
     * Draws seeds until the evidence decides whether the score exceeds `margin` on most of them, by the rule, looks and
     * thresholds of claims. The test fails when that is refuted, when the control satisfies
     * the rule, and when more than a quarter of the scores are no numbers or all are the same.
     * @throws AssertionError naming seeds, evidence, effect and bound
     */
    toExceed(margin: number, options: ExceedOptions): Promise<void>;
  }
}

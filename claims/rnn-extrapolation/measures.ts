import type { Rule, Trajectory } from 'claimcheck';
import { mean } from 'claimcheck/measure';
import { failure } from './setting.ts';

const decades = (values: ArrayLike<number>): number[] =>
  Array.from(values, (value) => Math.log10(Math.max(value, 1e-16)));

const failingShare = (errors: readonly number[]): number =>
  errors.filter((value) => !(value <= failure)).length / errors.length;

/** What a seed's networks have come to. Losses and errors are in units of the label's variance. */
export function ends({ series }: Trajectory) {
  const [loss, beyond] = [Array.from(series['finalLoss']!), Array.from(series['finalError']!)];
  const fits = beyond.filter((_, at) => loss[at]! < interpolation.margin);
  const course = decades(series['beyond']!);
  return {
    worstLoss: Math.max(...loss),
    worstBeyond: Math.max(...beyond),
    /** Mean over networks of log10 of the error that longer sequences add. */
    beyond: mean(decades(beyond)),
    /** Share of the networks that fail; one that diverged fails. */
    failing: failingShare(beyond),
    /** The same of those that interpolate; NaN where none does. */
    failingOfFitted: failingShare(fits),
    /** Decades by which the error fell since a quarter of the steps. */
    fall: course[Math.floor(course.length / 4)]! - course.at(-1)!,
  };
}

/** Rule of a loss at the training length that counts as interpolation. */
export const interpolation = {
  rule: 'staysBelow',
  margin: 1e-6,
  because:
    'the paper says 0; a prediction off by a thousandth of the label, where the loss of the symmetric runs still falls as 1 / t^2',
} as const satisfies Rule & { because: string };

/** Rule of an error beyond the training length that counts as perfect extrapolation. */
export const perfect = {
  rule: 'staysBelow',
  margin: 1e-4,
  because:
    'the paper says perfect, in the limit; a prediction off by a hundredth of the label at four times the length',
} as const satisfies Rule & { because: string };

export const curves = {
  byLength: { label: 'loss by sequence length, at the end (label variance)', scale: 'log' },
  trained: { label: 'loss at the training length, by step (label variance)', scale: 'log' },
  beyond: { label: 'error that four times the length adds, by step (label variance)', scale: 'log' },
} as const;

import type { Rng } from '#core';
import { requireBetween, requireWhole } from './check-option.ts';

export interface SampleMaskOptions {
  readonly samples: number;
  /** Mean share of samples in the batch, in (0, 1]. */
  readonly share: number;
  /**
   * Persistence: the mean number of steps that a sample stays out of the batch, at least 1 and at least
   * `(1 - share) / share`. Default `1 / share`, at which every step draws every sample afresh.
   */
  readonly stepsOut?: number;
}

/** A random batch that changes from step to step: every sample is in or out, independently of the others. */
export interface SampleMask {
  /** 1 for the samples of the present batch, [samples]; written over by `advance`. */
  readonly chosen: Uint8Array;
  /** Goes on to the next step's batch. */
  advance(): void;
}

/**
 * Batches of persistent SGD: samples enter the batch with probability `1 / stepsOut` a step and leave it with
 * `(1 - share) / (share stepsOut)`, which keeps a mean share of `share` from the first step on (Mignacco, Urbani,
 * Zdeborova 2021, arXiv 2103.04902). With the default it is plain SGD, a Bernoulli draw per step and sample.
 * @throws UserError when a probability would lie above 1
 */
export function sampleMask(
  rng: Rng,
  { samples, share, stepsOut = 1 / share }: SampleMaskOptions,
): SampleMask {
  requireWhole('samples', samples);
  requireBetween('share', share, Number.MIN_VALUE, 1);
  requireBetween('stepsOut', stepsOut, share === 1 ? 1 : Math.max(1, (1 - share) / share));
  const chosen = new Uint8Array(samples);
  visit(rng, samples, share, (sample) => (chosen[sample] = 1));
  const enter = 1 / stepsOut;
  const leave = (1 - share) / (share * stepsOut);
  const most = Math.max(enter, leave);
  const flip = (sample: number): void => {
    const inside = chosen[sample] === 1;
    // Both kinds of samples are visited at the larger rate; the rarer change takes only its part of the visits.
    if ((inside ? leave : enter) >= most || rng.uniform() * most < (inside ? leave : enter)) {
      chosen[sample] = inside ? 0 : 1;
    }
  };
  const advance = (): void => {
    if (share < 1) visit(rng, samples, most, flip);
  };
  return { chosen, advance };
}

/** Visits each of `count` places with probability `p`, by drawing the gaps between visits. */
function visit(rng: Rng, count: number, p: number, call: (place: number) => void): void {
  if (p >= 1) {
    for (let place = 0; place < count; place++) call(place);
    return;
  }
  const scale = 1 / Math.log1p(-p);
  const gap = (): number => Math.floor(Math.log1p(-rng.uniform()) * scale);
  for (let place = gap(); place < count; place += 1 + gap()) call(place);
}

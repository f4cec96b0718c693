import type { Trajectory } from 'claimcheck';
import { destabilizations, effectiveLearningRate } from 'claimcheck/measure';
import { classes } from './network.ts';

/** What the detector is told beside loss and norm. */
export interface Detector {
  /** Default that of the small data sets. */
  readonly classes?: number;
  /** Count a rise of loss and norm together, however high the loss comes, in place of one that comes near guessing. */
  readonly joint?: boolean;
}

/** The events of a run, from its series `loss` and `norm`. */
export function eventsOf({ series }: Pick<Trajectory, 'series'>, detector: Detector = {}) {
  const { loss, norm } = series as { loss: ArrayLike<number>; norm: ArrayLike<number> };
  const { classes: own = classes, joint: jointly = false } = detector;
  if (!jointly) return destabilizations({ loss, norm, classes: own });
  const found = destabilizations({ loss, norm, classes: own, lowestPeak: 0 });
  return { ...found, events: found.events.filter(({ joint }) => joint) };
}

/**
 * A run with what a reader looks for in its curves: `effectiveRate`, the learning rate over the squared norm, and
 * `destabilizations`, the loss at the onset of every event that the detector counts.
 */
export function withMarkedEvents(
  trajectory: Trajectory,
  { learningRate }: { readonly learningRate: number },
  detector?: Detector,
): Trajectory {
  const { series, at } = trajectory;
  const onsets = eventsOf(trajectory, detector).events.map(({ onset }) => onset);
  return {
    ...trajectory,
    series: {
      ...series,
      effectiveRate: effectiveLearningRate(learningRate, series['norm']!),
      destabilizations: onsets.map((onset) => series['loss']![onset]!),
    },
    at: { ...at, destabilizations: onsets },
  };
}

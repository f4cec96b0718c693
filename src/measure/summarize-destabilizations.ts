import { mean, median } from '#core';
import type { Destabilization, Destabilizations } from './destabilizations.ts';

/** Numbers of one run, in points of its series. A type, not an interface, so that it is a record of measures. */
export type DestabilizationSummary = {
  readonly events: number;
  readonly jointEvents: number;
  /** NaN without events. */
  readonly firstOnset: number;
  /** Mean distance of onsets; NaN below 2 events. */
  readonly meanInterval: number;
  /** Coefficient of variation of the intervals: about 1 for a Poisson process, 0 for a clock. NaN below 4 events. */
  readonly intervalCv: number;
  /** Median over events of the points from peak to recovered. */
  readonly recoverySteps: number;
  /** Share of the points between first and last onset at which the norm falls; NaN below 2 events. */
  readonly sawtoothShare: number;
  /** 1 when the run ended in NaN or infinity, else 0. */
  readonly diverged: number;
};

/** Counts and regularity of a run's destabilizations; `norm` is the series that was given to the detector. */
export function summarizeDestabilizations(
  { events, divergedAt }: Destabilizations,
  norm: ArrayLike<number>,
): DestabilizationSummary {
  const onsets = events.map(({ onset }) => onset);
  return {
    events: events.length,
    jointEvents: events.filter(({ joint }) => joint).length,
    firstOnset: onsets[0] ?? NaN,
    meanInterval: mean(intervals(onsets)),
    intervalCv: intervalCv(onsets),
    recoverySteps: median(events.map(({ peak, recovered }) => recovered - peak)),
    sawtoothShare: fallingShare(norm, onsets[0], onsets.at(-1)),
    diverged: divergedAt === undefined ? 0 : 1,
  };
}

/** Sample standard deviation (n - 1) of the intervals between onsets over their mean; NaN below 4 onsets. */
export function intervalCv(onsets: ArrayLike<number>): number {
  if (onsets.length < 4) return NaN;
  const gaps = intervals(onsets);
  const center = mean(gaps);
  const squares = gaps.reduce((sum, gap) => sum + (gap - center) ** 2, 0);
  return Math.sqrt(squares / (gaps.length - 1)) / center;
}

/**
 * Lowest loss of each completed period: from an event's recovery to the next event's onset. The last period has no
 * end and is left out, so there is one number fewer than events.
 */
export function periodMinima(loss: ArrayLike<number>, events: readonly Destabilization[]): number[] {
  return events.slice(1).map(({ onset }, index) => {
    let lowest = Infinity;
    for (let at = events[index]!.recovered; at <= onset; at++) lowest = Math.min(lowest, loss[at]!);
    return lowest;
  });
}

function intervals(onsets: ArrayLike<number>): number[] {
  return Array.from({ length: Math.max(0, onsets.length - 1) }, (_, at) => onsets[at + 1]! - onsets[at]!);
}

function fallingShare(norm: ArrayLike<number>, from: number | undefined, to: number | undefined): number {
  if (from === undefined || to === undefined || to <= from) return NaN;
  let falls = 0;
  for (let at = from; at < to; at++) if (norm[at + 1]! < norm[at]!) falls++;
  return falls / (to - from);
}

import { requireLengths } from './check-series.ts';
import { zigzag, type Rise } from './zigzag.ts';

export interface DestabilizationSeries {
  /** Training loss, at each step or epoch. */
  readonly loss: ArrayLike<number>;
  /** Norm of the scale-invariant weights at the same points. */
  readonly norm: ArrayLike<number>;
  /** Number of classes C: a destabilization reaches half the loss of guessing, ln(C) / 2. */
  readonly classes: number;
  /** Loss that it reaches in place of that. */
  readonly lowestPeak?: number;
  /** Decades of loss that make a reversal. Default 1.5. */
  readonly threshold?: number;
  /** Decades of norm that make a reversal. Default 0.05. */
  readonly normThreshold?: number;
}

/** A rise of the loss that went back, as indices into the series. */
export interface Destabilization extends Rise {
  readonly recovered: number;
  /** Whether a rise of the norm overlaps [trough, recovered]. */
  readonly joint: boolean;
}

export interface Destabilizations {
  /** Recovered destabilizations, oldest first. */
  readonly events: readonly Destabilization[];
  /** A rise under way when the series, or its finite part, ended; it counts for nothing. */
  readonly open: Rise | undefined;
  /** First point at which loss or norm is not finite; undefined for a run that stayed finite. */
  readonly divergedAt: number | undefined;
}

const floor = 1e-30;

/**
 * Destabilizations of a training run: rises of log10 loss by `threshold` that peak at `lowestPeak` or more and fall back by
 * `threshold` (this project's detector for the periods of Lobacheva, Kodryan et al., NeurIPS 2021).
 *
 * The series is read up to its first NaN or infinity in loss or norm: a run that diverged leaves its last rise open,
 * whatever its later values are, and says so in `divergedAt`.
 */
export function destabilizations(series: DestabilizationSeries): Destabilizations {
  const { loss, norm, classes, lowestPeak = Math.log(classes) / 2 } = series;
  const { threshold = 1.5, normThreshold = 0.05 } = series;
  requireLengths({ norm }, loss.length);
  const divergedAt = firstNonFinite(loss, norm);
  const length = divergedAt ?? loss.length;
  const rises = zigzag(decades(loss, length), threshold);
  const normRises = zigzag(decades(norm, length), normThreshold);
  const events = rises
    .filter((rise): rise is Rise & { recovered: number } => rise.recovered !== undefined)
    .filter(({ peak }) => loss[peak]! >= lowestPeak)
    .map((rise) => ({ ...rise, joint: normRises.some((normRise) => overlap(rise, normRise)) }));
  return { events, open: rises.find(({ recovered }) => recovered === undefined), divergedAt };
}

function overlap(event: Rise & { recovered: number }, normRise: Rise): boolean {
  return normRise.trough <= event.recovered && normRise.peak >= event.trough;
}

function decades(values: ArrayLike<number>, length: number): Float64Array {
  return Float64Array.from({ length }, (_, at) => Math.log10(Math.max(values[at]!, floor)));
}

function firstNonFinite(loss: ArrayLike<number>, norm: ArrayLike<number>): number | undefined {
  for (let at = 0; at < loss.length; at++) {
    if (!Number.isFinite(loss[at]) || !Number.isFinite(norm[at])) return at;
  }
  return undefined;
}

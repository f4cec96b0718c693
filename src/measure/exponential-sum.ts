/** f(t) = constant + sum_k weights[k] exp(-rates[k] t), rates positive: any linear function of a stable linear flow. */
export interface ExponentialSum {
  readonly constant: number;
  readonly weights: ArrayLike<number>;
  readonly rates: ArrayLike<number>;
}

export interface SignChange {
  readonly at: number;
  /** Whether f is negative before and not after. */
  readonly rising: boolean;
}

/**
 * exp(-rate t), and 0 where a product with it could be subnormal: such a number has lost bits, and would choose the sign of a
 * sum whose larger terms cancel to the last one. It never rises with t.
 */
function decayed(rate: number, t: number): number {
  const share = Math.exp(-rate * t);
  return share < 2 ** -700 ? 0 : share;
}

/** f(t). */
function exponentialSumAt({ constant, weights, rates }: ExponentialSum, t: number): number {
  let sum = constant;
  for (let k = 0; k < rates.length; k++) sum += weights[k]! * decayed(rates[k]!, t);
  return sum;
}

/** Positive and negative parts of f and of its derivative at a time; each part falls in size with time. */
interface Parts {
  readonly t: number;
  readonly rise: number;
  readonly fall: number;
  readonly slopeRise: number;
  readonly slopeFall: number;
}

/**
 * Where f changes sign on [from, to], in order, found lazily: ask for the first alone and the rest is not computed.
 *
 * Both parts of f are monotone, which bounds f on an interval by their values at its ends; an interval is halved until
 * the bounds exclude a zero or show f to be monotone there. None is missed, but for pairs nearer to each other
 * than 1e-13 of the time or of the fastest time constant.
 */
export function* signChanges(sum: ExponentialSum, from: number, to: number): Generator<SignChange> {
  const fastest = Math.max(...Array.from(sum.rates), 0);
  const waiting: [Parts, Parts][] = [[partsAt(sum, from), partsAt(sum, to)]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [start, end] = next;
    if (excludesZero(sum.constant, start, end)) continue;
    const width = end.t - start.t;
    const narrow = width <= 1e-13 * Math.max(end.t, 1 / fastest);
    if (narrow || isMonotone(start, end)) {
      const [before, after] = [valueOf(sum, start), valueOf(sum, end)];
      if (before < 0 !== after < 0) yield { at: bisect(sum, start.t, end.t), rising: before < 0 };
      continue;
    }
    const middle = partsAt(sum, start.t + width / 8);
    waiting.push([middle, end], [start, middle]);
  }
}

function partsAt({ weights, rates }: ExponentialSum, t: number): Parts {
  let [rise, fall, slopeRise, slopeFall] = [0, 0, 0, 0];
  for (let k = 0; k < rates.length; k++) {
    const term = weights[k]! * decayed(rates[k]!, t);
    if (term > 0) {
      rise += term;
      slopeFall += rates[k]! * term;
    } else {
      fall -= term;
      slopeRise -= rates[k]! * term;
    }
  }
  return { t, rise, fall, slopeRise, slopeFall };
}

function excludesZero(constant: number, start: Parts, end: Parts): boolean {
  return constant + end.rise - start.fall > 0 || constant + start.rise - end.fall < 0;
}

function isMonotone(start: Parts, end: Parts): boolean {
  return end.slopeRise >= start.slopeFall || start.slopeRise <= end.slopeFall;
}

function valueOf({ constant }: ExponentialSum, { rise, fall }: Parts): number {
  return constant + rise - fall;
}

function bisect(sum: ExponentialSum, from: number, to: number): number {
  const negative = exponentialSumAt(sum, from) < 0;
  let [low, high] = [from, to];
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return high;
    if (exponentialSumAt(sum, middle) < 0 === negative) low = middle;
    else high = middle;
  }
}

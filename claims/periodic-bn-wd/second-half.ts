import type { Trajectory } from 'claimcheck';
import { mean, median } from 'claimcheck/measure';

/** How much loss and norm move in the second half of a run, and how high the loss is there. */
export function secondHalf({ series }: Trajectory) {
  const half = (name: string): Float64Array => {
    const values = Float64Array.from(series[name]!);
    return values.subarray(Math.floor(values.length / 2));
  };
  const [loss, norm] = [half('loss'), half('norm')];
  const decades = loss.map(Math.log10);
  const center = mean(decades);
  const square = decades.reduce((sum, value) => sum + (value - center) ** 2, 0) / (decades.length - 1);
  return {
    /** Standard deviation of the logarithm of the loss, in decades. */
    spread: Math.sqrt(square),
    normRatio: Math.max(...norm) / Math.min(...norm),
    medianLoss: median(loss),
  };
}

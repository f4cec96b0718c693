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

/** What shows that networks learnt, and that the data were more than they could fit. */
export function triedInVain(...arms: readonly string[]) {
  type Measured = Readonly<Record<string, { readonly medianLoss: number }>>;
  const losses = (measured: Measured): number[] => arms.map((arm) => measured[arm]!.medianLoss);
  return [
    {
      name: 'median loss where the data cannot be fitted, second half, the larger',
      unit: 'nats',
      of: (measured: Measured) => Math.max(...losses(measured)),
      rule: 'staysBelow',
      margin: 1.25,
      because: 'networks that were trained: nine tenths of the 1.39 nats of guessing; the start costs more',
    },
    {
      name: 'median loss there, the smaller',
      unit: 'nats',
      of: (measured: Measured) => Math.min(...losses(measured)),
      rule: 'exceeds',
      margin: 0.05,
      because: 'a loss below 0.05 would be that of data that are fitted',
    },
  ] as const;
}

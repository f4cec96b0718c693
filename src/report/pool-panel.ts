import type { PanelEvidence } from '#claim';
import { interquartileMean, medianLowerBound, medianUpperBound } from '#stats';

/** A panel over the seeds of several runs. */
export function poolPanel(runs: readonly PanelEvidence[]): PanelEvidence {
  const values = runs.flatMap((panel) => panel.values);
  const finite = values.filter(Number.isFinite);
  return {
    ...runs[0]!,
    values,
    held: runs.reduce((sum, { held }) => sum + held, 0),
    estimate: finite.length === 0 ? NaN : interquartileMean(finite),
    lower: boundOf(runs[0]!, values),
  };
}

/** The bound of the median by the same confidence sequence that each run has, over all seeds. */
function boundOf({ rule, margin }: PanelEvidence, values: readonly number[]): number {
  switch (rule) {
    case 'exceeds':
      return medianLowerBound(values);
    case 'staysBelow':
      return medianUpperBound(values);
    case 'staysWithin':
      return medianUpperBound(values.map(Math.abs));
    case 'between': {
      const [low, high] = margin;
      return medianLowerBound(values.map((value) => Math.min(value - low, high - value)));
    }
  }
}

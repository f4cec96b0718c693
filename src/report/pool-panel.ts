import type { PanelEvidence } from '#claim';
import { interquartileMean, medianBound } from '#stats';

/** A panel over the seeds of several runs. */
export function poolPanel(runs: readonly PanelEvidence[]): PanelEvidence {
  const values = runs.flatMap((panel) => panel.values);
  const finite = values.filter(Number.isFinite);
  return {
    ...runs[0]!,
    values,
    held: runs.reduce((sum, { held }) => sum + held, 0),
    estimate: finite.length === 0 ? NaN : interquartileMean(finite),
    lower: medianBound(runs[0]!, values),
  };
}

import type { ControlEvidence, PanelHead } from './evidence-types.ts';

/** What a decision rests on besides the numbers, as a claim declares it and evidence repeats it. */
export interface TrialPlan {
  /** Primary panel first. */
  readonly panels: readonly PanelHead[];
  readonly requires: readonly PanelHead[];
  readonly controls: readonly Pick<ControlEvidence, 'name' | 'exchange'>[];
  /** Most seeds; undefined where it is not known: then the seeds at hand are all. */
  readonly budget: number | undefined;
}

/** What one seed gave, and its number of each panel: of the treatment, of each control, and of what the experiment requires. */
export interface SeedNumbers {
  /** The measures of all arms as canonical JSON: whether two seeds gave the same. */
  readonly measured: string;
  readonly panels: readonly number[];
  readonly controls: readonly (readonly number[])[];
  readonly requires: readonly number[];
}

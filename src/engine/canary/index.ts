export type { CanaryOutcome, CanaryRecord } from './canary-record.ts';
export { CanaryError, holdFirstSteps } from './hold-first-steps.ts';
export { outlineStep, type StepOutline } from './outline-step.ts';

export type { CanaryOutcome, CanaryRecord } from './canary-record.ts';
export { holdFirstSteps } from './hold-first-steps.ts';
export { recordProgram } from './record-program.ts';

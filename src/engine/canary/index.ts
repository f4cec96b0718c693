export type { CanaryOutcome, CanaryRecord } from './canary-record.ts';
export { holdFirstSteps } from './hold-first-steps.ts';
export { probeEngine } from './probe-engine.ts';
export { recordProgram } from './record-program.ts';

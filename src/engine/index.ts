export { type CanaryOutcome, type CanaryRecord, holdFirstSteps, recordProgram } from './canary/index.ts';
export { UnsupportedKernelError, StepError } from './errors.ts';
export { type IdCheck, idCheckOf } from './host-ids.ts';
export { matrixPeak } from './matrix-peak.ts';
export {
  type EngineProfile,
  type GroupSummary,
  type ProfileSummary,
  summarizeProfile,
} from './profile/index.ts';
export type { EngineDescription } from './choose-engine.ts';
export { describeEngines, cpuBasis, resolveEngine, compile } from './select.ts';
export { standInEngine } from './stand-in.ts';
export type {
  TensorRecord,
  Step,
  StepSpecs,
  EngineName,
  EngineOptions,
  ChunkResult,
  Program,
  Compile,
} from './types.ts';

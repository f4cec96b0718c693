export { chunkPlan, type ChunkPlan, type ChunkSize } from './chunk-plan.ts';
export { type InputSource, stepIndexName } from './chunk-inputs.ts';
export { Interrupted } from './interrupted.ts';
export * from './map-batches.ts';
export { disposePrograms, profilePrograms } from './programs.ts';
export { scan } from './scan.ts';
export type { Observation, Observed, Observer, ScanOptions, ScanResult } from './scan-options.ts';
export * from './scan-with-distances.ts';
export * from './trajectories.ts';

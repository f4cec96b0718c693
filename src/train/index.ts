export { Canary, underCanary } from './canary.ts';
export { Interrupted } from './interrupted.ts';
export { mapBatches, evaluate, type BatchFunction } from './map-batches.ts';
export { profilePrograms } from './programs.ts';
export { perSeed } from './per-seed.ts';
export { scan } from './scan.ts';
export type { Observed, ScanOptions, ScanResult, Observer } from './scan-options.ts';
export { scanWithDistances } from './scan-with-distances.ts';
export { grid, sweep } from './sweep.ts';
/** @public */
export type { Axes, Setting, Sweep } from './sweep.ts';
export { trajectoriesOf, column } from './trajectories.ts';

export {
  sizeOf,
  allocate,
  classOf,
  convertValues,
  ndarray,
  zeros,
  specsOf,
  stack,
  rows,
  type DType,
  type TypedValues,
  type NdArray,
  type NdRecord,
  type TensorSpec,
  type SpecRecord,
} from './arrays.ts';
export { inUnit, mean, median, quantile } from './averages.ts';
export { codeState, type CodeState } from './code-state.ts';
export { messageOf, UserError } from './errors.ts';
export { writeFileAtomic } from './files.ts';
export { canonicalJson, sha256, hashOf } from './json.ts';
export { expectedText } from './expected-text.ts';
export { leastHeld } from './least-held.ts';
export { editDistance, nearMatches } from './near-matches.ts';
export { outcomeName, isExpected } from './outcome-name.ts';
export { ownVersion, packageRoot } from './own-package.ts';
export { printable, printableText, printableParts } from './printable.ts';
export { programRecord, type ProgramRecord } from './program-record.ts';
export { scanRecord, type ScanRecord } from './scan-record.ts';
export { createRng, type Rng } from './random.ts';
export {
  type Tier,
  tiers,
  type ScanCheckpoint,
  type CheckpointStore,
  type RunContext,
  type Trajectory,
  type ResultStore,
} from './run.ts';
export { seedsOf, type Seed, type SeedFamily, type SeedStream } from './seeds.ts';

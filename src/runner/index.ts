export { writeBundle } from './bundle/bundle.ts';
export { redrawPublished, type Published } from './draw-published.ts';
export { cores, numericVersions } from './environment.ts';
export { collectCalibration } from './collect-calibration.ts';
export { collectEvidence } from './collect-evidence.ts';
export { collectPapers } from './collect-papers.ts';
export { checkWritable } from './evidence-store.ts';
export { evidenceToShow } from './evidence-to-show.ts';
export { readEvidence } from './evidence-store.ts';
export { mergeEvidence } from './merge-evidence.ts';
export { lintClaims } from './lint-claims.ts';
export { loadClaim } from './load-claim.ts';
export type { Plan } from './plan-claims.ts';
export type { ArmProfile } from './profile-arm.ts';
export { readPublished } from './published-evidence.ts';
export { publishEvidence } from './publish-evidence.ts';
export { publishReplication } from './publish-replication.ts';
export { writtenPages, type WrittenPage } from './tables/written-pages.ts';
export { withReader, type ReadClaim } from './read-claims.ts';
export { runReport } from './run-report.ts';
export { verdictNotes } from './verdict-notes.ts';
export { verifyClaims, type VerifyEvent } from './verify-claims.ts';
export type { VerifyResult } from './verify-result.ts';
export { planUnits, unitText, workUnits, type Unit, type UnitPlan } from './units/index.ts';
export {
  kubernetesManifest,
  parseMemory,
  parseTimeLimit,
  slurmScripts,
  shellWords,
  submitToSlurm,
  type Submission,
} from './submit/index.ts';
export { createDisplay, keptText } from './progress/verify-display.ts';

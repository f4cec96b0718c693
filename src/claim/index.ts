export { factsOf, type PanelFacts, type ClaimFacts } from './claim-facts.ts';
export { claimProblems } from './claim-problems.ts';
export { runsOf } from './conclude-cases.ts';
export { defineClaim } from './define-claim.ts';
export { defineInvariant } from './define-invariant.ts';
export { defineRuns } from './define-runs.ts';
export type { EvidenceProblem } from './disagreements.ts';
export { evidenceProblems } from './evidence-problems.ts';
export { even, logEven } from './even.ts';
export { parseEvidence } from './evidence-schema.ts';
export type { PanelEvidence, ControlEvidence, Curve, FigureEvidence, Evidence } from './evidence-types.ts';
export { isClaim } from './is-claim.ts';
export { judge } from './judge.ts';
export type { ClaimProgress, JudgeOptions } from './judge-options.ts';
export { looks } from './looks.ts';
export { neededBatches, trainBatch, type Batch, type NeededBatch } from './needed-batches.ts';
export { measuredSeries } from './measure-problems.ts';
export { resultProblems, type ResultOptions } from './result-problems.ts';
export { arm } from './settings.ts';
export { summarizeSuite } from './summarize-suite.ts';
export { concludeTrial, nextLook, type TrialEvidence } from './trial.ts';
export type { SeedNumbers, TrialPlan } from './trial-plan.ts';
export type { Fidelity, Protocol } from './protocol.ts';
export type { Paper, Source } from './source.ts';
export type {
  Untested,
  ClaimKind,
  Verdict,
  Expectation,
  TierSize,
  Rule,
  ArmRunner,
  EmpiricalClaim,
  CaseResult,
  InvariantClaim,
  Claim,
  Measures,
  Panel,
  RunsDefinition,
  Figure,
  EmpiricalDefinition,
  InvariantDefinition,
} from './types.ts';

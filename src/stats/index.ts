export {
  stratifiedBootstrap,
  type BootstrapInterval,
  type BootstrapOptions,
  type StratifiedStatistic,
} from './bootstrap.ts';
export {
  decide,
  decisionAt,
  majorityPlan,
  planOf,
  prevalencePlan,
  type DecisionPlan,
  type DecisionTrail,
  type SequentialDecision,
  type SequentialVerdict,
} from './decision.ts';
export {
  allowedFailures,
  evidenceThreshold,
  log10EvidenceAgainst,
  log10EvidenceFor,
  majorityBets,
  prevalenceBets,
  type Bets,
} from './e-process.ts';
export {
  cliffsDelta,
  hedgesG,
  pairedHedgesG,
  varghaDelaneyA,
  type StandardizedDifference,
} from './effect-sizes.ts';
export { tost, type EquivalenceTest } from './equivalence.ts';
export { clopperPearson, meanInterval, type Interval, type Sides } from './intervals.ts';
export { mannWhitney, type MannWhitney } from './mann-whitney.ts';
export { medianLowerBound, medianUpperBound } from './median-bound.ts';
export { mean, standardDeviation, variance } from './moments.ts';
export { benjaminiHochberg, eBenjaminiHochberg, holm, type Selection } from './multiplicity.ts';
export { operatingCharacteristic, type OperatingCharacteristic } from './operating-characteristic.ts';
export {
  permutationTest,
  signFlipTest,
  type PermutationOptions,
  type PermutationTest,
} from './permutation.ts';
export { interquartileMean, median, quantile } from './robust.ts';
export { signTest } from './sign-test.ts';
export { oneSampleT, pairedT, welchT, type TTest } from './t-tests.ts';

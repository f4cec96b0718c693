export { mean, median, quantile } from '#core';
export {
  decide,
  decisionAt,
  majorityPlan,
  planOf,
  prevalencePlan,
  type DecisionPlan,
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
} from './e-process.ts';
export { clopperPearson, meanInterval } from './intervals.ts';
export { mannWhitney } from './mann-whitney.ts';
export { medianLowerBound, medianUpperBound } from './median-bound.ts';
export { standardDeviation, variance } from './moments.ts';
export { eBenjaminiHochberg, benjaminiHochberg, holm } from './multiplicity.ts';
export { operatingCharacteristic, type OperatingCharacteristic } from './operating-characteristic.ts';
export { permutationTest, signFlipTest } from './permutation.ts';
export { interquartileMean } from './interquartile-mean.ts';
export { signTest } from './sign-test.ts';
export { oneSampleT, pairedT, welchT, type TTest } from './t-tests.ts';

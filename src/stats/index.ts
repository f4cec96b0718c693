export { mean, median, quantile } from '#core';
export { decide, decisionAt, majorityPlan } from './decision.ts';
/** @public */
export {
  planOf,
  prevalencePlan,
  type DecisionPlan,
  type SequentialDecision,
  type SequentialVerdict,
} from './decision.ts';
/** @public */
export {
  allowedFailures,
  evidenceThreshold,
  log10EvidenceAgainst,
  log10EvidenceFor,
  majorityBets,
  prevalenceBets,
} from './e-process.ts';
/** @public */
export { clopperPearson, meanInterval } from './intervals.ts';
/** @public */
export { mannWhitney } from './mann-whitney.ts';
export { medianLowerBound, medianUpperBound } from './median-bound.ts';
/** @public */
export { standardDeviation, variance } from './moments.ts';
export { eBenjaminiHochberg } from './multiplicity.ts';
/** @public */
export { benjaminiHochberg, holm } from './multiplicity.ts';
/** @public */
export { operatingCharacteristic, type OperatingCharacteristic } from './operating-characteristic.ts';
/** @public */
export { permutationTest, signFlipTest } from './permutation.ts';
export { interquartileMean } from './interquartile-mean.ts';
/** @public */
export { signTest } from './sign-test.ts';
/** @public */
export { oneSampleT, pairedT, welchT, type TTest } from './t-tests.ts';

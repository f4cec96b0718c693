import { type CaseResult, defineInvariant } from 'claimcheck';
import {
  type Coefficients,
  coefficientsOf,
  constantOf,
  type DenoiseCase,
  denoiseCases,
  oneWayCases,
  worstExcess,
} from './denoise-cases.ts';
import { paper } from './paper.ts';

/** Err(G) <= L(G) for every classifier, with the coefficients of the paper or others. */
const withWeights =
  (weightsOf: (value: DenoiseCase) => Coefficients) =>
  (value: DenoiseCase): CaseResult => {
    const error = worstExcess(value, weightsOf(value));
    return { holds: error <= 1e-9, error };
  };

const weights = (value: DenoiseCase): Coefficients => coefficientsOf(constantOf(value));

export default defineInvariant({
  id: 'self-training-expansion/lemma',
  revision: 3,
  states:
    'Under expansion the objective (c+1)/(c-1) disagreement + 2c/(c-1) inconsistency - Err(pseudolabels) is an upper ' +
    'bound of the error of every classifier.',
  source: {
    paper,
    at: 'proof of theorem 4.3',
    reading: 'memory',
  },
  runs: { smoke: 300, standard: 5000 },
  cases: denoiseCases,
  property: withWeights(weights),
  mutants: {
    'half as much expansion again': {
      property: withWeights((value) => coefficientsOf(1.5 * constantOf(value))),
      killedShare: 0.8,
    },
    'c not capped by 1 / abar': {
      property: withWeights(({ expansion }) => coefficientsOf(Math.min(expansion, 1e9))),
      killedShare: 0.75,
    },
    'disagreement counted once': {
      property: withWeights((value) => ({ ...weights(value), disagreement: 1 })),
      killedShare: 0.95,
    },
    'two thirds of the weight of inconsistency': {
      property: withWeights((value) => ({
        ...weights(value),
        inconsistency: (2 / 3) * weights(value).inconsistency,
      })),
      cases: oneWayCases,
      killedShare: 0.95,
    },
  },
});

import { type CaseResult, defineInvariant } from 'claimcheck';
import { inconsistency } from './finite-space.ts';
import { paper } from './paper.ts';
import { islands } from './spaces.ts';
import {
  boundFactor,
  sizeFactor,
  slowCases,
  type UnsupervisedCase,
  unsupervisedCases,
  worstMinority,
  worstMostConsistent,
} from './unsupervised-cases.ts';

type Constraint = (smallest: number, inconsistent: number, c: number) => boolean;

const large: Constraint = (smallest, inconsistent, c) => smallest > sizeFactor(c) * inconsistent;

/**
 * Whatever a classifier is, its minority is at most `times` max(c/(c-1), 2) of its inconsistency; and the most consistent
 * ones that satisfy the constraint are wrong, up to names, on max(c/(c-1), 2) mu at most.
 */
function check({ space, expansion }: UnsupervisedCase, constraint = large, times = 1): CaseResult {
  const factor = boundFactor(expansion);
  const mu = inconsistency(space, space.label);
  const worst = worstMostConsistent(space, (smallest, own) => constraint(smallest, own, expansion));
  const error = Math.max(worst - factor * mu, worstMinority(space, times * factor));
  return { holds: error <= 1e-9, error };
}

export default defineInvariant({
  id: 'self-training-expansion/unsupervised',
  revision: 3,
  states:
    'Under (1/2, c)-expansion no classifier gives more than max(c/(c-1), 2) times its inconsistency another label than the ' +
    'most frequent one of their class; the most consistent one, with classes that are large beside that, finds the true ' +
    'classes up to their names, with an error of at most max(c/(c-1), 2) mu.',
  source: {
    paper,
    at: 'abstract; section 3, theorem on unsupervised learning; the first half as Cai et al. (2021) have it, without their cap',
    reading: 'memory',
  },
  runs: { smoke: 300, standard: 5000 },
  cases: unsupervisedCases,
  property: (value) => check(value),
  mutants: {
    'no bound on the size of classes': {
      property: (value) => check(value, () => true),
      killedShare: 0.99,
    },
    'classes that only need not be empty': {
      property: (value) => check(value, (smallest) => smallest > 0),
      killedShare: 0.1,
    },
    'classes as large as the inconsistency': {
      property: (value) => check(value, (smallest, own) => smallest >= own && smallest > 0),
      killedShare: 0.1,
    },
    'nine tenths of the factor': {
      property: (value) => check(value, large, 0.9),
      cases: slowCases,
      killedShare: 0.15,
    },
    'no expansion: every point an island': {
      property: (value) => check({ ...value, space: islands(value.space) }),
      killedShare: 0.99,
    },
  },
});

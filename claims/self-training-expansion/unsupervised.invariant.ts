import { type CaseResult, defineInvariant } from 'claimcheck';
import { inconsistency } from './finite-space.ts';
import { paper } from './paper.ts';
import { islands } from './spaces.ts';
import {
  boundFactor,
  sizeFactor,
  type UnsupervisedCase,
  unsupervisedCases,
  worstMostConsistent,
} from './unsupervised-cases.ts';

type Constraint = (smallest: number, inconsistent: number, c: number) => boolean;

const large: Constraint = (smallest, inconsistent, c) => smallest > sizeFactor(c) * inconsistent;

/** The most consistent classifiers that satisfy the constraint are wrong, up to names, on max(c/(c-1), 2) mu at most. */
function check({ space, expansion }: UnsupervisedCase, constraint: Constraint = large): CaseResult {
  const mu = inconsistency(space, space.label);
  const worst = worstMostConsistent(space, (smallest, own) => constraint(smallest, own, expansion));
  const error = worst - boundFactor(expansion) * mu;
  return { holds: error <= 1e-9, error };
}

export default defineInvariant({
  id: 'self-training-expansion/unsupervised',
  revision: 2,
  states:
    'Under (1/2, c)-expansion the most consistent classifier, with classes that are large beside its inconsistency, finds ' +
    'the true classes up to their names: its error is at most max(c/(c-1), 2) mu.',
  source: {
    paper,
    at: 'abstract; section 3, theorem on unsupervised learning',
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
    'no expansion: every point an island': {
      property: (value) => check({ ...value, space: islands(value.space) }),
      killedShare: 0.99,
    },
  },
});

import { type CaseResult, defineInvariant } from 'claimcheck';
import {
  type AdditiveCase,
  additiveCases,
  smallQCases,
  type Terms,
  termsOf,
  worstAbove,
} from './additive-cases.ts';
import { paper } from './paper.ts';

const check =
  (change: (value: AdditiveCase) => Partial<Terms> = () => ({})) =>
  (value: AdditiveCase): CaseResult => {
    const error = worstAbove(value, { ...termsOf(value), ...change(value) });
    return { holds: error <= 1e-9, error };
  };

/** The appendix's theorem A.2 in our words: only a later paper's restatement was read, and turned back into additive terms. */
export default defineInvariant({
  id: 'self-training-expansion/additive',
  revision: 1,
  states:
    'If every set V of mistakes M that outweighs q has neighbours of its class outside of M of more than P(V) + alpha, a ' +
    'classifier that is apart from the pseudolabels or inconsistent on no more than Err(pseudolabels) + alpha has an error of ' +
    'at most 2 (q + its inconsistency) + its disagreement with the pseudolabels - Err(pseudolabels).',
  source: {
    paper,
    at: 'appendix, theorem A.2, as a later paper restates it; the additive terms are ours',
    reading: 'second-hand',
  },
  runs: { smoke: 300, standard: 5000 },
  cases: additiveCases,
  property: check(),
  mutants: {
    'q and inconsistency counted once': { property: check(() => ({ counts: [1, 1] })), killedShare: 0.35 },
    'without q': { property: check(() => ({ counts: [0, 2] })), killedShare: 0.3 },
    'inconsistency counted once': {
      property: check(() => ({ counts: [2, 1] })),
      cases: smallQCases,
      killedShare: 0.05,
    },
    'room for twice alpha': {
      property: check(({ alpha }) => ({ room: 2 * alpha + 0.02 })),
      killedShare: 0.7,
    },
  },
});

import { type CaseResult, defineInvariant } from 'claimcheck';
import {
  cappedCases,
  type Coefficients,
  coefficientsOf,
  constantOf,
  type DenoiseCase,
  denoiseCases,
  worstMinimiser,
} from './denoise-cases.ts';
import { disagreement, type FiniteSpace, inconsistency } from './finite-space.ts';
import { paper } from './paper.ts';
import { islands } from './spaces.ts';

/** 2/(c-1) Err(pseudolabels) + 2c/(c-1) mu, for the c of the case whatever its space has become. */
function boundOf({ space, pseudo }: DenoiseCase, c: number): number {
  const error = disagreement(space, pseudo, space.label);
  return (2 * error) / (c - 1) + ((2 * c) / (c - 1)) * inconsistency(space, space.label);
}

/** Every minimiser of L obeys the bound, whose first term is below the error of the pseudolabels. */
function check(
  value: DenoiseCase,
  change: Partial<Coefficients> = {},
  { within = value.space, c = constantOf(value) }: { within?: FiniteSpace; c?: number } = {},
): CaseResult {
  const changed = { ...value, space: within };
  const error = worstMinimiser(changed, { ...coefficientsOf(c), ...change }) - boundOf(changed, c);
  return { holds: error <= 1e-9 && 2 / (c - 1) < 1, error };
}

export default defineInvariant({
  id: 'self-training-expansion/denoise-bound',
  revision: 4,
  states:
    'Under (abar, cbar)-expansion with abar < 1/3 and cbar > 3, a classifier that fits the pseudolabels and is consistent ' +
    'over neighbourhoods has an error of at most 2/(c-1) Err(pseudolabels) + 2c/(c-1) mu, c = min(1/abar, cbar).',
  source: {
    paper,
    at: 'abstract; theorem 4.3, as later papers restate it',
    reading: 'second-hand',
  },
  runs: { smoke: 300, standard: 5000 },
  cases: denoiseCases,
  property: (value) => check(value),
  mutants: {
    'pseudolabels without consistency': {
      property: (value) => check(value, { inconsistency: 0 }),
      killedShare: 0.55,
    },
    'consistency without pseudolabels': {
      property: (value) => check(value, { disagreement: 0 }),
      killedShare: 0.8,
    },
    'c not capped by 1 / abar': {
      property: (value) => check(value, {}, { c: Math.min(value.expansion, 1e9) }),
      cases: cappedCases,
      killedShare: 0.15,
    },
    'no expansion: every point an island': {
      property: (value) => check(value, {}, { within: islands(value.space) }),
      killedShare: 0.99,
    },
    'the pseudolabels of a whole class wrong': {
      property: (value) => check({ ...value, pseudo: swapped(value) }),
      killedShare: 0.45,
    },
  },
});

/** Every point of class 0 pseudolabelled as class 1. */
function swapped({ space, pseudo }: DenoiseCase): number[] {
  return Array.from(pseudo, (own, at) => (space.label[at] === 0 ? 1 : own));
}

import fc from 'fast-check';
import { type CaseResult, defineInvariant } from 'claimcheck';
import { type Case, cases, epsilon } from './cases.ts';
import { applied, errorInRoundings, groupNormInFewLines, type Layer, layers } from './layers.ts';
import { bySameGroup, type Features, normalizeBySets, type SetOf } from './normalization-by-definition.ts';
import { paper } from './paper.ts';

/** Both the few lines and the written-out layer against equation 7, outputs and gradients. */
const agreesWith =
  (setOf: (x: Features, groups: number) => SetOf, guard = epsilon) =>
  (value: Case): CaseResult => {
    const { x, groups, affine, dy } = value;
    const exact = normalizeBySets(x, setOf(x, groups), affine, dy, guard);
    const fewLines: Layer = (features, parameters) => groupNormInFewLines(features, parameters, groups);
    const error = Math.max(
      errorInRoundings(applied(fewLines, value), exact, value),
      errorInRoundings(applied(layers.group, value), exact, value),
    );
    return { holds: error <= 8, error };
  };

const consecutive = (x: Features, groups: number): SetOf => bySameGroup(groups, x.channels);
const interleaved =
  (_: Features, groups: number): SetOf =>
  (sample, channel) =>
    sample * groups + (channel % groups);

export default defineInvariant({
  id: 'group-norm/few-lines',
  revision: 2,
  states:
    'With automatic differentiation group normalization is a few lines: reshape, mean and variance, normalise, reshape, ' +
    'scale and shift.',
  source: { paper, at: 'section 3.2, Fig. 3', reading: 'body' },
  runs: { smoke: 200, standard: 2000 },
  cases,
  property: agreesWith(consecutive),
  mutants: {
    'every G-th channel in one group': {
      property: (value) => {
        fc.pre(value.groups > 1 && value.x.channels > value.groups);
        return agreesWith(interleaved)(value);
      },
      killedShare: 1,
    },
    'groups across samples': {
      property: (value) => {
        fc.pre(value.x.samples > 1);
        return agreesWith((x, groups) => (_, channel) => bySameGroup(groups, x.channels)(0, channel))(value);
      },
      killedShare: 1,
    },
    'a hundred times the epsilon': { property: agreesWith(consecutive, 100 * epsilon), killedShare: 0.6 },
  },
});

import fc from 'fast-check';
import { type CaseResult, defineInvariant } from 'claimcheck';
import { type Case, cases, epsilon } from './cases.ts';
import { applied, errorInRoundings, type Layer, layers } from './layers.ts';
import {
  bySameChannel,
  bySameGroup,
  instanceNormByChannel,
  largestDifference,
  layerNormBySample,
  normalizeBySets,
  type SetOf,
} from './normalization-by-definition.ts';
import { paper } from './paper.ts';

/** Sets in float64, and the layer in float32, that are held against layer and instance normalization. */
interface Reduction {
  readonly setOf: SetOf;
  readonly layer: Layer;
}

const bySets = ({ x, affine, dy }: Case, setOf: SetOf) => normalizeBySets(x, setOf, affine, dy, epsilon);

/** Whether sets and layer give the outputs `expected`, and each other's gradients. */
function agree(value: Case, { setOf, layer }: Reduction, expected: Float64Array): CaseResult {
  const exact = bySets(value, setOf);
  const error = largestDifference(exact.y, expected);
  const rounding = errorInRoundings(applied(layer, value), exact, value);
  return { holds: error <= 1e-9 && rounding <= 8, error };
}

const both = (a: CaseResult, b: CaseResult): CaseResult => ({
  holds: a.holds && b.holds,
  error: Math.max(a.error ?? 0, b.error ?? 0),
});

const reducesWith =
  (one: (value: Case) => Reduction, perChannel: (value: Case) => Reduction) =>
  (value: Case): CaseResult =>
    both(
      agree(value, one(value), layerNormBySample(value.x, value.affine, epsilon)),
      agree(value, perChannel(value), instanceNormByChannel(value.x, value.affine, epsilon)),
    );

const groups = (count: number, layer: Layer, { x }: Case): Reduction => ({
  setOf: bySameGroup(count, x.channels),
  layer,
});
const oneGroup = (value: Case): Reduction => groups(1, layers.oneGroup, value);
const groupPerChannel = (value: Case): Reduction => groups(value.x.channels, layers.groupPerChannel, value);
const asGiven = (value: Case): Reduction => groups(value.groups, layers.group, value);
const batch = (): Reduction => ({ setOf: bySameChannel, layer: layers.batch });

const holdsForAll = reducesWith(oneGroup, groupPerChannel);

/** Batch normalization of a batch of one is instance normalization. */
function batchOfOne(value: Case): CaseResult {
  if (value.x.samples > 1) return { holds: true };
  return agree(value, batch(), instanceNormByChannel(value.x, value.affine, epsilon));
}

export default defineInvariant({
  id: 'group-norm/reduces',
  revision: 2,
  states:
    'Group normalization contains layer normalization (one group) and instance normalization (a group per channel).',
  source: { paper, at: 'section 3.1', reading: 'body' },
  runs: { smoke: 200, standard: 2000 },
  cases,
  property: (value) => both(holdsForAll(value), batchOfOne(value)),
  mutants: {
    'more than one group against layer normalization': {
      property: (value) => {
        fc.pre(value.groups > 1);
        return reducesWith(asGiven, groupPerChannel)(value);
      },
      killedShare: 1,
    },
    'groups of several channels against instance normalization': {
      property: (value) => {
        fc.pre(value.x.channels > value.groups);
        return reducesWith(oneGroup, asGiven)(value);
      },
      killedShare: 1,
    },
    'a batch of several samples against instance normalization': {
      property: (value) => {
        fc.pre(value.x.samples > 1);
        return reducesWith(oneGroup, batch)(value);
      },
      killedShare: 1,
    },
  },
});

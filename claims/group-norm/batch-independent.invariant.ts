import fc from 'fast-check';
import { type CaseResult, createRng, defineInvariant } from 'claimcheck';
import { type Case, cases } from './cases.ts';
import { applied, type Layer, layers } from './layers.ts';
import {
  bySameGroup,
  largestDifference,
  normalizeBySets,
  type SetOf,
} from './normalization-by-definition.ts';
import { paper } from './paper.ts';

const several = cases.filter(({ x, height }) => x.samples > 1 && height > 1);

const sampleSize = ({ x }: Case): number => x.positions * x.channels;

/** The case with the given samples of x and dy, in that order. */
function withSamples(value: Case, order: ArrayLike<number>): Case {
  const size = sampleSize(value);
  const gather = (values: Float64Array): Float64Array =>
    Float64Array.from(
      { length: order.length * size },
      (_, index) => values[order[Math.floor(index / size)]! * size + (index % size)]!,
    );
  return {
    ...value,
    x: { ...value.x, samples: order.length, values: gather(value.x.values) },
    dy: gather(value.dy),
  };
}

/** The case with all samples but the first replaced by noise a hundred times as large. */
function amongStrangers(value: Case): Case {
  const rng = createRng(String(value.seed), 'group-norm/strangers');
  const values = value.x.values.map((x, index) =>
    index < sampleSize(value) ? x : Math.fround(100 * rng.normal()),
  );
  return { ...value, x: { ...value.x, values } };
}

/** Largest change of a layer's outputs and gradients under anything done to the rest of the batch; 0 means bit-equal. */
function dependence(layer: Layer, value: Case): number {
  const size = sampleSize(value);
  const whole = applied(layer, value);
  const first = { y: whole.y.subarray(0, size), dx: whole.dx.subarray(0, size) };
  const order = createRng(String(value.seed), 'group-norm/order').permutation(value.x.samples);
  const shuffled = applied(layer, withSamples(value, order));
  const moved = withSamples({ ...value, x: { ...value.x, values: whole.y }, dy: whole.dx }, order);
  const strangers = applied(layer, amongStrangers(value));
  const alone = applied(layer, withSamples(value, [0]));
  return Math.max(
    ...[strangers, alone].flatMap(({ y, dx }) => [
      largestDifference(y.subarray(0, size), first.y),
      largestDifference(dx.subarray(0, size), first.dx),
    ]),
    largestDifference(shuffled.y, moved.x.values),
    largestDifference(shuffled.dx, moved.dy),
  );
}

/** Change of the output, in float64 without epsilon, when each sample and set has a slope and an offset of its own. */
function affineDependence(value: Case, setOf: SetOf, rescaledBy: SetOf): number {
  const { x, affine, dy } = value;
  const size = sampleSize(value);
  const draw = (name: string, key: number) => createRng(String(value.seed), `group-norm/${name}-${key}`);
  const values = x.values.map((v, index) => {
    const key = rescaledBy(Math.floor(index / size), index % x.channels);
    return draw('slope', key).uniform(0.5, 2) * v + draw('offset', key).normal();
  });
  const output = (of: Float64Array): Float64Array =>
    normalizeBySets({ ...x, values: of }, setOf, affine, dy, 0).y;
  return largestDifference(output(values), output(x.values));
}

function property(value: Case): CaseResult {
  const sets = bySameGroup(value.groups, value.x.channels);
  const error = Math.max(
    ...[layers.group, layers.layer, layers.instance].map((layer) => dependence(layer, value)),
  );
  return { holds: error === 0 && affineDependence(value, sets, sets) <= 1e-8, error };
}

export default defineInvariant({
  id: 'group-norm/batch-independent',
  revision: 2,
  states:
    'Group normalization of a sample does not depend on the rest of the batch, and only on the shape of each group, not ' +
    'on its scale and offset.',
  source: { paper, at: 'abstract, sections 1 and 3', reading: 'body' },
  runs: { smoke: 100, standard: 1000 },
  cases: several,
  property,
  mutants: {
    'batch normalization': {
      property: (value) => {
        const error = dependence(layers.batch, value);
        return { holds: error === 0, error };
      },
      killedShare: 1,
    },
    'scale and offset per channel': {
      property: (value) => {
        const { groups, x } = value;
        fc.pre(x.channels > groups);
        const error = affineDependence(
          value,
          bySameGroup(groups, x.channels),
          bySameGroup(x.channels, x.channels),
        );
        return { holds: error <= 1e-8, error };
      },
      killedShare: 1,
    },
  },
});

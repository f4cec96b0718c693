import fc from 'fast-check';
import { type CaseResult, createRng, defineInvariant, logEven } from 'claimcheck';
import { paper } from './paper.ts';
import { evaluate, norm, reduceRelu, relu, type ShallowNetwork } from './reduced-network.ts';

interface Case {
  readonly dimensions: number;
  readonly network: ShallowNetwork;
  /** Of the box, and its corner that is farthest from the origin. */
  readonly points: readonly (readonly number[])[];
  /** Norm of that corner: the size of the domain. */
  readonly reach: number;
}

/**
 * Boxes of any place and size in 1 to 5 dimensions, and unit weight vectors with thresholds that cut the box near its
 * farthest corner, where a smaller bound would miss them, among others.
 */
const cases: fc.Arbitrary<Case> = fc
  .record({
    dimensions: fc.integer({ min: 1, max: 5 }),
    neurons: fc.integer({ min: 1, max: 20 }),
    offset: logEven(0.01, 10),
    extent: logEven(0.1, 10),
    seed: fc.integer({ min: 0 }),
  })
  .map(({ dimensions, neurons, offset, extent, seed }) => {
    const rng = createRng(String(seed), 'relu-reduced-space/box');
    const draw = (by: number): number[] => Array.from({ length: dimensions }, () => by * rng.normal());
    const center = draw(offset);
    const half = draw(extent).map(Math.abs);
    const corner = center.map((value, i) => value + (value < 0 ? -half[i]! : half[i]!));
    const inside = Array.from({ length: 100 }, () =>
      center.map((value, i) => value + half[i]! * rng.uniform(-1, 1)),
    );
    const points = [corner, ...inside];
    const network = Array.from({ length: neurons }, (_, j) => {
      const w = j === 0 ? corner : draw(1);
      const cut = j === 0 ? corner.map((value) => 0.9 * value) : points[1 + rng.integer(100)]!;
      return { w, b: -w.reduce((sum, value, i) => sum + value * cut[i]!, 0), c: 1 + rng.uniform() };
    });
    return { dimensions, network, points, reach: norm(corner) };
  });

/** Equality on the box with thresholds bounded by `share` of its reach. */
const withBound =
  (share: number) =>
  (value: Case): CaseResult => {
    const { network, dimensions, points, reach } = value;
    const reduced = reduceRelu(network, dimensions, share * reach);
    const error = Math.max(
      ...points.map((x) => Math.abs(evaluate(network, relu, x) - evaluate(reduced, relu, x))),
    );
    const size = network.reduce((sum, { w, b, c }) => sum + c * (norm(w) * reach + Math.abs(b)), 0);
    const bounded = reduced.every(({ b }) => Math.abs(b) <= share * reach * (1 + 1e-9));
    return { holds: error <= 1e-12 * size && bounded, error: error / size };
  };

export default defineInvariant({
  id: 'relu-reduced-space/threshold-sufficiency',
  revision: 2,
  states:
    'The largest distance of a point of the domain to the origin bounds the thresholds that are needed, wherever the ' +
    'domain lies; no smaller bound does for every network.',
  source: {
    paper,
    at: 'abstract, second statement; that the size of the domain bounds it is ours',
    reading: 'abstract',
  },
  runs: { smoke: 300, standard: 3000 },
  cases,
  property: withBound(1),
  mutants: {
    'four fifths of the bound': { property: withBound(0.8), killedShare: 0.99 },
    'a tenth of the bound': { property: withBound(0.1), killedShare: 0.99 },
  },
});

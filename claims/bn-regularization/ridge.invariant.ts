import fc from 'fast-check';
import { type CaseResult, createRng, defineInvariant, even } from 'claimcheck';
import { dot, drawSample, ridge, rowOf, type Sample } from './least-squares.ts';
import { paper } from './paper.ts';

interface Case {
  readonly dimensions: number;
  readonly samples: number;
  readonly zeta: number;
  readonly seed: number;
}

const cases: fc.Arbitrary<Case> = fc.record({
  dimensions: fc.integer({ min: 2, max: 12 }),
  samples: fc.integer({ min: 3, max: 30 }),
  zeta: even(0.01, 1),
  seed: fc.integer({ min: 0 }),
});

/** mean (y - gamma v.x)^2 / 2 + zeta gamma^2 for W = gamma v with |v| = 1. */
function normalizedLoss({ x, y }: Sample, v: Float64Array, gamma: number, zeta: number): number {
  const squares = y.map((label, j) => (label - gamma * dot(v, rowOf(x, j, v.length))) ** 2 / 2);
  return squares.reduce((sum, value) => sum + value, 0) / y.length + zeta * gamma ** 2;
}

/** Largest slope of the loss at W = gamma v, along gamma and along directions of the sphere, by central differences. */
function slopeAt(sample: Sample, w: Float64Array, zeta: number, seed: number): number {
  const gamma = Math.sqrt(dot(w, w));
  const v = w.map((value) => value / gamma);
  const h = 1e-5;
  const difference = (loss: (by: number) => number): number => Math.abs(loss(h) - loss(-h)) / (2 * h);
  const slopes = [difference((by) => normalizedLoss(sample, v, gamma + by, zeta))];
  const rng = createRng(String(seed), 'ridge/directions');
  for (let draw = 0; draw < 5; draw++) {
    const direction = v.map(() => rng.normal());
    const turned = (by: number): Float64Array => {
      const moved = v.map((value, i) => value + by * direction[i]!);
      const length = Math.sqrt(dot(moved, moved));
      return moved.map((value) => value / length);
    };
    slopes.push(difference((by) => normalizedLoss(sample, turned(by), gamma, zeta)));
  }
  return Math.max(...slopes);
}

/** The slope at the ridge solution with `penalty`, relative to the size of the loss, which bounds what differences are off by. */
function property({ dimensions, samples, zeta, seed }: Case, penalty: number): CaseResult {
  const sample = drawSample(String(seed), dimensions, samples, 0.25);
  const w = ridge(sample, penalty);
  const meanSquare = (values: Float64Array): number => dot(values, values) / samples;
  const size = meanSquare(sample.y) + dot(w, w) * meanSquare(sample.x);
  const error = slopeAt(sample, w, zeta, seed) / size;
  return { holds: error <= 1e-7, error };
}

export default defineInvariant({
  id: 'bn-regularization/ridge',
  revision: 2,
  states:
    'For a linear unit, weight normalization with gamma decay zeta gamma^2 is ridge regression with penalty 2 zeta, ' +
    'whatever the number of samples.',
  source: { paper, at: 'section 4, its setting; the identity is ours', reading: 'memory' },
  runs: { smoke: 200, standard: 2000 },
  cases,
  property: (value) => property(value, 2 * value.zeta),
  mutants: {
    'penalty zeta': { property: (value) => property(value, value.zeta), killedShare: 0.99 },
    'no penalty': { property: (value) => property(value, 1e-8), killedShare: 0.99 },
  },
});

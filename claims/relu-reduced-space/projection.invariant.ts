import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { type CaseResult, createRng, defineInvariant, logEven, ndarray, type Rng } from 'claimcheck';
import { paper } from './paper.ts';
import { columnNorms, type Layer, projected } from './projection.ts';

interface Case {
  readonly dimensions: number;
  readonly neurons: number;
  readonly radius: number;
  /** Of the random updates. */
  readonly size: number;
  readonly seed: string;
}

const casesFrom = (smallest: number): fc.Arbitrary<Case> =>
  fc.record({
    // On the line the sphere is a sign.
    dimensions: fc.integer({ min: 2, max: 6 }),
    neurons: fc.integer({ min: 1, max: 10 }),
    radius: logEven(0.1, 30),
    size: logEven(smallest, 10),
    seed: fc.integer({ min: 0 }).map(String),
  });

const steps = 40;

const normals = (rng: Rng, shape: number[], size: number): tf.Tensor =>
  tf.tensor(rng.normals(tf.util.sizeFromShape(shape), size), shape);

/** The largest violation of a constraint after any of some random updates, each followed by a projection. */
function violation({ dimensions, neurons, radius, size, seed }: Case, project: typeof projected): number {
  const rng = createRng(seed, 'relu-reduced-space/projection');
  const [shapeW, shapeB] = [
    [1, dimensions, neurons],
    [1, 1, neurons],
  ];
  return tf.tidy(() => {
    let layer: Layer = { w: normals(rng, shapeW, 1), b: normals(rng, shapeB, radius) };
    let worst = 0;
    for (let step = 0; step < steps; step++) {
      const w = tf.add(layer.w, normals(rng, shapeW, size));
      const b = tf.add(layer.b, normals(rng, shapeB, size * radius));
      layer = project({ w, b }, radius);
      const lengths = columnNorms(ndarray(layer.w.dataSync(), shapeW));
      for (const length of lengths) worst = Math.max(worst, Math.abs(length - 1));
      for (const threshold of layer.b.dataSync()) worst = Math.max(worst, Math.abs(threshold) / radius - 1);
    }
    return worst;
  });
}

const within =
  (project: typeof projected) =>
  (value: Case): CaseResult => {
    const error = violation(value, project);
    return { holds: error < 1e-6, error };
  };

export default defineInvariant({
  id: 'relu-reduced-space/projection',
  revision: 3,
  states:
    'Networks that are projected after every update stay in the reduced, compact space, in float32 as well.',
  source: {
    paper,
    at: 'abstract ("unit sphere", "bounded interval"); the projection is ours',
    reading: 'abstract',
  },
  runs: { smoke: 100, standard: 1000 },
  cases: casesFrom(1e-3),
  property: within(projected),
  mutants: {
    'weights are not normalized': {
      property: within((layer, bound) => ({ ...projected(layer, bound), w: layer.w })),
      killedShare: 0.99,
    },
    'rows are normalized in place of columns': {
      property: within((layer, bound) => ({
        ...projected(layer, bound),
        w: tf.div(layer.w, tf.norm(layer.w, 2, 2, true)),
      })),
      killedShare: 0.99,
    },
    'all neurons are scaled by one length': {
      property: (value) => {
        fc.pre(value.neurons > 1);
        return within((layer, bound) => ({
          ...projected(layer, bound),
          w: tf.div(layer.w, tf.div(tf.norm(layer.w), Math.sqrt(value.neurons))),
        }))(value);
      },
      killedShare: 0.99,
    },
    'thresholds are not clipped': {
      property: within((layer, bound) => ({ ...projected(layer, bound), b: layer.b })),
      // Small updates need more steps to reach a bound.
      cases: casesFrom(0.3),
      killedShare: 0.95,
    },
    'thresholds are clipped from above alone': {
      property: within((layer, bound) => ({ ...projected(layer, bound), b: tf.minimum(layer.b, bound) })),
      cases: casesFrom(0.3),
      killedShare: 0.95,
    },
  },
});

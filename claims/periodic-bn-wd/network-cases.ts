import fc from 'fast-check';
import { createRng, logEven } from 'claimcheck';
import { float64Gradients, type Float64Mlp } from 'claimcheck/nn';

/** A network with its data, in float64, and how it is trained. */
export interface Case {
  readonly mlp: Float64Mlp;
  /** Scale-invariant weights of all hidden layers, one after the other. */
  readonly start: Float64Array;
  /** Gradient of the batch of a step with respect to them; `normalized` false leaves out batch normalization. */
  readonly gradient: (weights: Float64Array, step: number, normalized?: boolean) => Slope;
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly scale: number;
}

interface Slope {
  readonly loss: number;
  readonly gradient: Float64Array;
}

/** A run and what the theory is about. */
export interface Path {
  readonly weights: readonly Float64Array[];
  readonly loss: readonly number[];
  readonly norm: readonly number[];
  readonly gradientNorm: readonly number[];
}

export const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, index) => sum + value * b[index]!, 0);
export const normOf = (w: Float64Array): number => Math.sqrt(dot(w, w));
export const scaled = (w: Float64Array, factor: number): Float64Array => w.map((value) => value * factor);

export interface PathOptions {
  readonly start?: Float64Array;
  readonly learningRate?: number;
  readonly weightDecay?: number;
  readonly normalized?: boolean;
  readonly momentum?: number;
}

/** Trains for `steps` steps; options replace parts of the case. */
export function train(value: Case, steps: number, options: PathOptions = {}): Path {
  const { start, learningRate, weightDecay, normalized = true, momentum = 0 } = { ...value, ...options };
  const path = { weights: [start], loss: [] as number[], gradientNorm: [] as number[] };
  const velocity = new Float64Array(start.length);
  for (let step = 0; step < steps; step++) {
    const w = path.weights[step]!;
    const { loss, gradient } = value.gradient(w, step, normalized);
    path.loss.push(loss);
    path.gradientNorm.push(normOf(gradient));
    path.weights.push(
      w.map((weight, at) => {
        velocity[at] = momentum * velocity[at]! + gradient[at]! + weightDecay * weight;
        return weight - learningRate * velocity[at];
      }),
    );
  }
  return { ...path, norm: path.weights.map(normOf) };
}

/**
 * Networks of 1 to 3 hidden layers of 4 to 24 neurons with batch normalization, 8 to 48 points or minibatches of 8 of them,
 * learning rates of 0.01 to 3, eta lambda of 1e-4 to 0.1 and initial weights scaled by 0.1 to 10.
 */
export const cases: fc.Arbitrary<Case> = fc
  .record({
    depth: fc.integer({ min: 1, max: 3 }),
    width: fc.integer({ min: 4, max: 24 }),
    samples: fc.integer({ min: 8, max: 48 }),
    minibatches: fc.boolean(),
    learningRate: logEven(0.01, 3),
    product: logEven(1e-4, 0.1),
    size: logEven(0.1, 10),
    scale: logEven(0.1, 10),
    seed: fc.integer({ min: 0 }),
  })
  .map((drawn) => ({ ...made(drawn), [fc.toStringMethod]: () => JSON.stringify(drawn) }));

interface Drawn {
  readonly depth: number;
  readonly width: number;
  readonly samples: number;
  readonly minibatches: boolean;
  readonly learningRate: number;
  readonly product: number;
  readonly size: number;
  readonly scale: number;
  readonly seed: number;
}

function made({ depth, width, samples, minibatches, learningRate, product, size, scale, seed }: Drawn): Case {
  const rng = createRng(String(seed), 'periodic-bn-wd/cases');
  const [inputs, classes] = [5, 3];
  const widths = [inputs, ...new Array<number>(depth).fill(width), classes];
  const normals = (length: number, deviation = 1) =>
    Float64Array.from({ length }, () => deviation * rng.normal());
  const x = normals(samples * inputs);
  const labels = Array.from({ length: samples }, () => rng.integer(classes));
  const head = normals(width * classes, 10 / Math.sqrt(width * classes));
  const sizes = widths.slice(1, -1).map((to, at) => widths[at]! * to);
  const start = Float64Array.from(
    sizes.flatMap((length, at) => [...normals(length, size * Math.sqrt(2 / widths[at]!))]),
  );
  const batch = minibatches ? 8 : samples;
  const gradient: Case['gradient'] = (weights, step, normalized = true) => {
    const from = (step * batch) % (samples - batch + 1);
    let place = 0;
    const layers = sizes.map((length) => weights.subarray(place, (place += length)));
    const mlp: Float64Mlp = { widths, normalization: normalized ? 'batch' : 'none' };
    const points = x.subarray(from * inputs, (from + batch) * inputs);
    const { loss, gradients } = float64Gradients(
      mlp,
      [...layers, head],
      points,
      labels.slice(from, from + batch),
    );
    return { loss, gradient: Float64Array.from(gradients.slice(0, -1).flatMap((values) => [...values])) };
  };
  const mlp = { widths, normalization: 'batch' } as const;
  return { mlp, start, gradient, learningRate, weightDecay: product / learningRate, scale };
}

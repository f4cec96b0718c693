import { createRng, ndarray, type NdRecord, type Rng, type Seed } from 'claimcheck';
import type { LinearSystem } from 'claimcheck/measure';
import { diagonal, normals, transposed } from './matrices.ts';

/**
 * Where the weights of a linear network begin; Z is standard normal, d the size of the state.
 * `symmetric`: A = scale (Z + Z') / (2 sqrt d) + skew (Z - Z') / (2 sqrt d), C = B'. Skew, default 0, breaks the symmetry.
 * `identity`: A = scale I, C = B'.
 * `gaussian`: A = scale Z / sqrt d; B and C independent.
 * `cyclic`: the network that fits `length` and fails beyond it, plus noise of size `scale` on every weight.
 * B, and C where it is not B', are drawn from N(0, 0.3^2).
 */
export type Start = {
  readonly scale: number;
  readonly skew?: number;
  readonly kind: 'symmetric' | 'identity' | 'gaussian' | 'cyclic';
  /** Another name draws other weights. */
  readonly draw?: string;
};

const readOut = 0.3;

/** A, B and C in float64, A row-major. */
export type Weights = { readonly [Name in keyof LinearSystem]: Float64Array };

function symmetric(rng: Rng, d: number, scale: number, skew: number): Float64Array {
  const z = normals(rng, d * d, 1 / Math.sqrt(d));
  const mirrored = transposed(z);
  return z.map((value, at) => (scale * (value + mirrored[at]!) + skew * (value - mirrored[at]!)) / 2);
}

/** A = cyclic shift of the first `length` coordinates, B = e_1, C = e_1': the response is 1 at 0, length, 2 length, ... */
export function cyclic(d: number, length: number): Weights {
  const transition = new Float64Array(d * d);
  for (let from = 0; from < length; from++) transition[((from + 1) % length) * d + from] = 1;
  const first = Float64Array.from({ length: d }, (_, at) => (at === 0 ? 1 : 0));
  return { transition, input: first, output: first };
}

/** Draws the start of a network with a state of size `d` that is trained on sequences of `length`. */
export function drawStart(seed: Seed, start: Start, d: number, length: number): Weights {
  const { kind, scale, skew = 0, draw = '' } = start;
  const rng = createRng(seed, `init/${kind}${draw}`);
  const input = normals(rng, d, readOut);
  switch (kind) {
    case 'symmetric':
      return { transition: symmetric(rng, d, scale, skew), input, output: input };
    case 'identity':
      return { transition: diagonal(new Float64Array(d).fill(scale)), input, output: input };
    case 'gaussian':
      return {
        transition: normals(rng, d * d, scale / Math.sqrt(d)),
        input,
        output: normals(rng, d, readOut),
      };
    case 'cyclic': {
      const exact = cyclic(d, length);
      const noisy = (values: Float64Array): Float64Array =>
        values.map((value) => value + scale * rng.normal());
      return {
        transition: noisy(exact.transition),
        input: noisy(exact.input),
        output: noisy(exact.output),
      };
    }
  }
}

/** Weights of the recurrent layer, whose states are rows: A and C transposed. */
export function toParameters({ transition, input, output }: Weights): NdRecord {
  const d = input.length;
  return {
    'input/weight': ndarray(Float32Array.from(input), [1, d]),
    'recurrent/weight': ndarray(Float32Array.from(transposed(transition)), [d, d]),
    'output/weight': ndarray(Float32Array.from(output), [d, 1]),
  };
}

/** The other way round, of one replica of a state [R, ...]. */
export function toWeights(parameters: NdRecord, replica: number): Weights {
  const own = (name: string): Float64Array => {
    const { values, shape } = parameters[name]!;
    const size = values.length / shape[0]!;
    return Float64Array.from(values.subarray(replica * size, (replica + 1) * size));
  };
  return {
    transition: transposed(own('recurrent/weight')),
    input: own('input/weight'),
    output: own('output/weight'),
  };
}

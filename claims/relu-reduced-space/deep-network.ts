import { type Activation, dot, norm, relu } from './reduced-network.ts';

/** One hidden layer: row j of `weights` and `thresholds[j]` belong to neuron j. */
interface Layer {
  readonly weights: readonly (readonly number[])[];
  readonly thresholds: readonly number[];
}

/** Hidden layers, then a linear output without bias, in float64. */
export interface DeepNetwork {
  readonly layers: readonly Layer[];
  readonly output: readonly number[];
}

export interface ReducedDeepNetwork extends DeepNetwork {
  /** The bound of each layer's thresholds. */
  readonly bounds: readonly number[];
}

const outputOf = ({ weights, thresholds }: Layer, activation: Activation, h: readonly number[]): number[] =>
  weights.map((w, j) => activation(dot(w, h) + thresholds[j]!));

/** N(x). */
export function evaluateDeep(
  { layers, output }: DeepNetwork,
  activation: Activation,
  x: readonly number[],
): number {
  return dot(
    output,
    layers.reduce<readonly number[]>((h, layer) => outputOf(layer, activation, h), x),
  );
}

const axis = (length: number): number[] => Array.from({ length }, (_, index) => (index === 0 ? 1 : 0));

/** What one neuron's output was before: `factor` (new output + `shift`). */
interface Restored {
  readonly w: readonly number[];
  readonly b: number;
  readonly factor: number;
  readonly shift: number;
}

/** A neuron on the unit sphere with its threshold in [-bound, bound], where its inputs have norms up to `bound`. */
function reducedNeuron(w: readonly number[], b: number, bound: number): Restored {
  const factor = norm(w);
  if (factor === 0) return { w: axis(w.length), b: -bound, factor: 1, shift: relu(b) };
  const h = b / factor;
  return {
    w: w.map((value) => value / factor),
    b: Math.min(Math.max(h, -bound), bound),
    factor,
    // Beyond the bound the neuron is always active, hence affine: what exceeds it is a constant.
    shift: Math.max(0, h - bound),
  };
}

/**
 * A network with unit weight vectors and bounded thresholds in every hidden layer that equals `network` on `domain`,
 * with two more neurons in the last layer. A neuron's norm and the part of its threshold past the bound leave it as a
 * factor and a constant that the next layer takes in; the bound is `share` times the largest norm of the layer's input
 * (1 where that is always 0).
 */
export function reduceDeep(
  network: DeepNetwork,
  domain: readonly (readonly number[])[],
  share = 1,
): ReducedDeepNetwork {
  const layers: Layer[] = [];
  const bounds: number[] = [];
  let inputs = domain;
  let before = domain[0]!.map(() => ({ factor: 1, shift: 0 }));
  const folded = (w: readonly number[]): number[] => w.map((value, i) => value * before[i]!.factor);
  const constant = (folds: readonly number[]): number =>
    folds.reduce((sum, value, i) => sum + value * before[i]!.shift, 0);
  for (const { weights, thresholds } of network.layers) {
    const bound = share * (Math.max(...inputs.map(norm)) || 1);
    const neurons = weights.map((w, j) =>
      reducedNeuron(folded(w), thresholds[j]! + constant(folded(w)), bound),
    );
    const layer = { weights: neurons.map(({ w }) => w), thresholds: neurons.map(({ b }) => b) };
    layers.push(layer);
    bounds.push(bound);
    inputs = inputs.map((h) => outputOf(layer, relu, h));
    before = neurons;
  }
  return withConstant({ layers, output: folded(network.output), bounds }, constant(folded(network.output)));
}

/** Adds a constant to the output: relu(u.h + R) + relu(-u.h + R) = 2 R. */
function withConstant({ layers, output, bounds }: ReducedDeepNetwork, q: number): ReducedDeepNetwork {
  const { weights, thresholds } = layers.at(-1)!;
  const bound = bounds.at(-1)!;
  const u = axis(weights[0]!.length);
  const last = {
    weights: [...weights, u, u.map((value) => -value)],
    thresholds: [...thresholds, bound, bound],
  };
  const half = q / (2 * bound);
  return { layers: [...layers.slice(0, -1), last], output: [...output, half, half], bounds };
}

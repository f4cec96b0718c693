/** One hidden neuron of N(x) = sum_j c_j sigma(w_j . x + b_j). */
interface Neuron {
  readonly w: readonly number[];
  readonly b: number;
  readonly c: number;
}

/** A shallow network without output bias, in float64. */
export type ShallowNetwork = readonly Neuron[];

export type Activation = (z: number) => number;

export const relu: Activation = (z) => Math.max(0, z);
/** 1 above the threshold, 0 at it and below. */
export const binary: Activation = (z) => (z > 0 ? 1 : 0);

export const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, index) => sum + value * b[index]!, 0);
export const norm = (w: readonly number[]): number => Math.hypot(...w);
const scaled = (w: readonly number[], factor: number): number[] => w.map((value) => value * factor);

export function evaluate(network: ShallowNetwork, activation: Activation, x: readonly number[]): number {
  return network.reduce((sum, { w, b, c }) => sum + c * activation(dot(w, x) + b), 0);
}

interface Sorted {
  /** Neurons whose hyperplane meets the ball, with unit weight vectors. */
  readonly kept: Neuron[];
  /** Neurons that are active everywhere on the ball, and those without weights, as they were. */
  readonly constant: Neuron[];
}

/**
 * Sorts neurons by h = b / |w|, the signed distance of their hyperplane to the origin: never active on the ball of
 * `radius` (dropped), active in part of it (rescaled to |w| = 1), active in all of it. `carry` is what becomes of the
 * outgoing coefficient when w is divided by its norm m.
 */
function sortNeurons(
  network: ShallowNetwork,
  radius: number,
  carry: (c: number, m: number) => number,
): Sorted {
  const sorted: Sorted = { kept: [], constant: [] };
  for (const neuron of network) {
    const m = norm(neuron.w);
    const h = neuron.b / m;
    if (m === 0 || h >= radius) sorted.constant.push(neuron);
    else if (h > -radius) sorted.kept.push({ w: scaled(neuron.w, 1 / m), b: h, c: carry(neuron.c, m) });
  }
  return sorted;
}

function axis(dimensions: number): number[] {
  return Array.from({ length: dimensions }, (_, index) => (index === 0 ? 1 : 0));
}

/**
 * A ReLU network with |w| = 1 and |b| <= radius that equals `network` on the ball |x| <= radius, with at most one
 * neuron more: relu(w.x + b) = m relu((w/m).x + b/m), and the always active ones add up to v.x + q, which two neurons
 * with thresholds at the radius reproduce.
 */
export function reduceRelu(network: ShallowNetwork, dimensions: number, radius: number): ShallowNetwork {
  const { kept, constant } = sortNeurons(network, radius, (c, m) => c * m);
  if (constant.length === 0) return kept;
  const v = axis(dimensions).map(() => 0);
  let q = 0;
  for (const { w, b, c } of constant) {
    const weightless = norm(w) === 0;
    w.forEach((value, index) => (v[index]! += c * value));
    q += c * (weightless ? relu(b) : b);
  }
  const length = norm(v);
  const u = length > 0 ? scaled(v, 1 / length) : axis(dimensions);
  return [
    ...kept,
    { w: u, b: radius, c: (length + q / radius) / 2 },
    { w: scaled(u, -1), b: radius, c: (-length + q / radius) / 2 },
  ];
}

/**
 * A binary network with |w| = 1 and |b| <= radius that equals `network` inside the ball, with no more neurons (but one
 * where there was none active): scale does not matter to a step, and always active neurons add up to a constant.
 */
export function reduceBinary(network: ShallowNetwork, dimensions: number, radius: number): ShallowNetwork {
  const { kept, constant } = sortNeurons(network, radius, (c) => c);
  if (constant.length === 0) return kept;
  const sum = constant.reduce((total, { w, b, c }) => total + (norm(w) > 0 ? c : c * binary(b)), 0);
  return [...kept, { w: axis(dimensions), b: radius, c: sum }];
}

import { type NdArray, ndarray, type Rng, sizeOf } from '#core';

/** Draws one seed's array of a shape without the replica axis. */
export type Initialiser = (rng: Rng, shape: readonly number[]) => NdArray;

/** Fan-in: every extent but the last, the output channels. [I, O] gives I; [kh, kw, C, O] gives kh kw C. */
function fanInOf(shape: readonly number[]): number {
  return sizeOf(shape.slice(0, -1));
}

/** Normal(0, 2 / fan-in), of a shape [..., inputs, outputs], for ReLU networks (He et al. 2015, eq. 10). */
export const heNormal: Initialiser = (rng, shape) => normals(rng, shape, Math.sqrt(2 / fanInOf(shape)));

/** Uniform on +-1 / sqrt(fan-in); a bias takes the fan-in of its weight. */
export function uniformFanIn(fanIn?: number): Initialiser {
  return (rng, shape) => uniforms(rng, shape, 1 / Math.sqrt(fanIn ?? fanInOf(shape)));
}

/** Uniform on +-sqrt(6 / (fan-in + fan-out)), of a shape [..., inputs, outputs] (Glorot and Bengio 2010, eq. 16). */
export const glorotUniform: Initialiser = (rng, shape) =>
  uniforms(rng, shape, Math.sqrt(6 / (fanInOf(shape) + fanOutOf(shape))));

/** Normal(0, 2 / (fan-in + fan-out)), of a shape [..., inputs, outputs] (Glorot and Bengio 2010, eq. 12). */
export const glorotNormal: Initialiser = (rng, shape) =>
  normals(rng, shape, Math.sqrt(2 / (fanInOf(shape) + fanOutOf(shape))));

/** Normal(0, standardDeviation^2). */
export function normal(standardDeviation: number): Initialiser {
  return (rng, shape) => normals(rng, shape, standardDeviation);
}

/** Uniform on [low, high). */
export function uniform(low: number, high: number): Initialiser {
  return (rng, shape) => ndarray(rng.uniforms(sizeOf(shape), low, high), shape);
}

/** Every element `value`. */
export function filled(value: number): Initialiser {
  return (_, shape) => ndarray(new Float32Array(sizeOf(shape)).fill(value), shape);
}

/** The draw of `initialiser`, rescaled to the given Frobenius norm. */
export function withFrobeniusNorm(norm: number, initialiser: Initialiser): Initialiser {
  return (rng, shape) => {
    const { values } = initialiser(rng, shape);
    let squares = 0;
    for (const value of values) squares += value * value;
    const scale = norm / Math.sqrt(squares);
    return ndarray(
      Float32Array.from(values, (value) => value * scale),
      shape,
    );
  };
}

function fanOutOf(shape: readonly number[]): number {
  return sizeOf(shape.slice(0, -2)) * shape.at(-1)!;
}

function normals(rng: Rng, shape: readonly number[], standardDeviation: number): NdArray {
  return ndarray(rng.normals(sizeOf(shape), standardDeviation), shape);
}

function uniforms(rng: Rng, shape: readonly number[], limit: number): NdArray {
  return ndarray(rng.uniforms(sizeOf(shape), -limit, limit), shape);
}

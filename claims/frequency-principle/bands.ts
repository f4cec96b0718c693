import { type NdArray, ndarray } from 'claimcheck';

/** Frequencies of a band: whole numbers of periods over the domain, per dimension. */
export type Mode = readonly number[];

/**
 * Sines and cosines of the modes at inputs of [-pi, pi)^d: `basis` [n, columns], and which column belongs to which band,
 * `membership` [columns, bands].
 * @param x n inputs of d values
 */
export function bandBasis(x: NdArray, bands: readonly (readonly Mode[])[]) {
  const [n, d] = x.shape as [number, number];
  const modes = bands.flatMap((band, index) => band.map((mode) => ({ mode, index })));
  const columns = 2 * modes.length;
  const basis = new Float32Array(n * columns);
  const membership = new Float32Array(columns * bands.length);
  modes.forEach(({ mode, index }, position) => {
    for (let sample = 0; sample < n; sample++) {
      const phase = mode.reduce((sum, k, axis) => sum + k * x.values[sample * d + axis]!, 0);
      basis[sample * columns + 2 * position] = Math.cos(phase);
      basis[sample * columns + 2 * position + 1] = Math.sin(phase);
    }
    for (const column of [2 * position, 2 * position + 1]) membership[column * bands.length + index] = 1;
  });
  return {
    basis: ndarray(basis, [n, columns]),
    membership: ndarray(membership, [columns, bands.length]),
  };
}

/** One band for each frequency of a function of one variable. */
export const peaks = (frequencies: readonly number[]): Mode[][] => frequencies.map((k) => [[k]]);

/** Bands of an image by the length of the frequency, [low, high); one of each pair k and -k. */
export function rings(limits: readonly (readonly [low: number, high: number])[]): Mode[][] {
  return limits.map(([low, high]) => {
    const modes: Mode[] = [];
    for (let kx = 0; kx < high; kx++) {
      for (let ky = -Math.ceil(high); ky < high; ky++) {
        const length = Math.hypot(kx, ky);
        const first = kx > 0 || ky > 0;
        if (first && length >= low && length < high) modes.push([kx, ky]);
      }
    }
    return modes;
  });
}

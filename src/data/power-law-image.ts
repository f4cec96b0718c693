import { createRng, ndarray, type NdArray, type Seed } from '#core';
import { requireWhole } from './check-option.ts';

export interface PowerLawImageOptions {
  /** Height and width in pixels. */
  readonly size: number;
  /** Amplitudes fall as |k|^-exponent. Default 1.5; natural images have about 1 (Field 1987). */
  readonly exponent?: number;
}

/**
 * A random periodic grey image on [-pi, pi)^2 as a function of the pixel's place: x [size^2, 2], y [size^2, 1] of mean 0
 * and variance 1. Modes of up to size/2 - 1 periods per axis, with normal coefficients: a Gaussian random field.
 */
export function powerLawImage(
  seed: Seed,
  { size, exponent = 1.5 }: PowerLawImageOptions,
): { readonly x: NdArray; readonly y: NdArray } {
  requireWhole('size', size, 4);
  const place = (index: number): number => -Math.PI + (2 * Math.PI * index) / size;
  const pixels = Array.from({ length: size * size }, (_, index) => [
    place(index % size),
    place(Math.floor(index / size)),
  ]);
  const rng = createRng(seed, 'power-law-image');
  const values = new Float64Array(pixels.length);
  const most = Math.ceil(size / 2) - 1;
  for (let kx = 0; kx <= most; kx++) {
    for (let ky = -most; ky <= most; ky++) {
      if (kx === 0 && ky <= 0) continue;
      const amplitude = Math.hypot(kx, ky) ** -exponent;
      const [a, b] = [rng.normal(0, amplitude), rng.normal(0, amplitude)];
      pixels.forEach(([x, y], index) => {
        const phase = kx * x! + ky * y!;
        values[index]! += a * Math.cos(phase) + b * Math.sin(phase);
      });
    }
  }
  const scale = Math.sqrt(values.length / values.reduce((sum, value) => sum + value * value, 0));
  return {
    x: ndarray(Float32Array.from(pixels.flat()), [pixels.length, 2]),
    y: ndarray(
      Float32Array.from(values, (value) => scale * value),
      [pixels.length, 1],
    ),
  };
}

/** Coefficients k = 0 .. n/2 of a real signal of n points. */
export interface Spectrum {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** F(k) = sum over j of u_j exp(-2 pi i k j / n), not normalised: a pure mode of amplitude 1 has |F| = n/2. */
export function discreteFourier(values: ArrayLike<number>): Spectrum {
  const n = values.length;
  const size = Math.floor(n / 2) + 1;
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    for (let j = 0; j < n; j++) {
      // k j modulo n keeps the angle, and with it the rounding, small.
      const angle = (2 * Math.PI * ((k * j) % n)) / n;
      real[k]! += values[j]! * Math.cos(angle);
      imaginary[k]! -= values[j]! * Math.sin(angle);
    }
  }
  return { real, imaginary };
}

/** Moduli of the coefficients. */
export function amplitudes({ real, imaginary }: Spectrum): Float64Array {
  return real.map((value, k) => Math.hypot(value, imaginary[k]!));
}

/** `|F[h](k) - F[y](k)| / |F[y](k)|` of a fit h to a target y of equal length, at the given indices. */
export function relativeSpectralErrors(
  fit: ArrayLike<number>,
  target: ArrayLike<number>,
  indices: readonly number[],
): number[] {
  if (fit.length !== target.length) {
    throw new RangeError(`the fit has ${fit.length} points, the target ${target.length}`);
  }
  const difference = amplitudes(discreteFourier(Array.from(fit, (value, j) => value - target[j]!)));
  const of = amplitudes(discreteFourier(target));
  return indices.map((k) => difference[k]! / of[k]!);
}

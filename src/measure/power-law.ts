import { linearFit } from './linear-fit.ts';

/** y = factor times the product of each quantity to its exponent, fitted. */
export interface PowerLaw<Name extends string> {
  readonly exponents: Readonly<Record<Name, number>>;
  readonly factor: number;
  /** Share of the variance of log y that the fit explains, at most 1; NaN for a constant y. */
  readonly rSquared: number;
}

/**
 * Least-squares fit of a power law to positive values, in their logarithms. A value or quantity that is not positive and
 * finite gives NaN throughout, as do quantities that are constant or powers of each other.
 * @param y n values
 * @param quantities n values each, by name
 * @throws RangeError when lengths differ or there are fewer values than exponents and the factor
 */
export function powerLaw<Name extends string>(
  y: ArrayLike<number>,
  quantities: Readonly<Record<Name, ArrayLike<number>>>,
): PowerLaw<Name> {
  const names = Object.keys(quantities) as Name[];
  const logarithms = (values: ArrayLike<number>): number[] => Array.from(values, Math.log);
  const { intercept, slopes, rSquared } = linearFit(
    logarithms(y),
    names.map((name) => logarithms(quantities[name])),
  );
  const exponents = Object.fromEntries(names.map((name, index) => [name, slopes[index]!]));
  return { exponents: exponents as Record<Name, number>, factor: Math.exp(intercept), rSquared };
}

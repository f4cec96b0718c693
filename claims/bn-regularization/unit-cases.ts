import fc from 'fast-check';
import { createRng, even } from 'claimcheck';
import { distributions, families, fitted, standardized, type Unit } from './unit.ts';

/** What a unit is made of; drawn, so that a case can be made again with another distribution. */
export interface UnitCase {
  readonly family: keyof typeof families;
  readonly distribution: keyof typeof distributions;
  readonly gamma: number;
  readonly beta: number;
  /** Standard deviation of label noise, in units of gamma; linear units only, where labels may be any number. */
  readonly noise: number;
  readonly seed: number;
}

const keysOf = <T extends object>(record: T) => Object.keys(record) as (keyof T)[];

/** Units of three families on some distributions of pre-activations, gamma 0.3 to 3, beta -1 to 1. */
export const unitCases = (on: readonly (keyof typeof distributions)[]): fc.Arbitrary<UnitCase> =>
  fc.record({
    family: fc.constantFrom(...keysOf(families)),
    distribution: fc.constantFrom(...on),
    gamma: even(0.3, 3),
    beta: even(-1, 1),
    noise: even(0, 0.3),
    seed: fc.integer({ min: 0 }),
  });

/**
 * The unit at the minimum of its population-normalised loss. Labels are the mean of the family for the drawn gamma and
 * beta, with independent noise for a linear unit: given h, the error has mean 0.
 * @param bend adds this multiple of the cubic Hermite polynomial of z to the labels, which no gamma and beta can fit
 */
export function unitOf(value: UnitCase, samples: number, bend = 0): Unit {
  const { distribution, gamma, beta, noise, seed } = value;
  const family = families[value.family];
  const rng = createRng(String(seed), `unit/${distribution}`);
  const z = standardized(Float64Array.from({ length: samples }, () => distributions[distribution](rng)));
  const y = z.map((x) => {
    const error = value.family === 'linear' ? noise * gamma * rng.normal() : 0;
    return family.mean(gamma * x + beta) + error + bend * (x ** 3 - 3 * x);
  });
  return fitted({ family, z, y, gamma, beta });
}

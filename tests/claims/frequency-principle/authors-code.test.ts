import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { amplitudes, discreteFourier, relativeSpectralErrors } from '#measure';
import { inputs, setting } from './authors-setting.ts';

/** Made by `fixtures/authors/frequency-principle.py`. */
const authors = JSON.parse(
  readFileSync(new URL('../../../fixtures/authors/frequency-principle.json', import.meta.url), 'utf8'),
) as {
  readonly setting: object;
  readonly target: readonly number[];
  readonly fits: readonly (readonly number[])[];
  readonly peaks: readonly number[];
  readonly relativeErrors: readonly (readonly number[])[];
};

const { target, fits } = inputs();
const { points, coefficients } = setting;
const fitOf = (stage: number) => fits.values.subarray(stage * points, (stage + 1) * points);
const spectrumOf = (signal: ArrayLike<number>) =>
  Array.from(amplitudes(discreteFourier(signal))).slice(0, coefficients);
const indices = Array.from({ length: coefficients }, (_, k) => k);

describe("spectra and relative errors, beside the authors' code", () => {
  it('is of the setting of the numbers', () => expect(authors.setting).toEqual(setting));

  it('gives the same spectra', () => {
    const close = (ours: readonly number[], theirs: readonly number[]): void =>
      theirs.forEach((value, k) => expect(ours[k]).toBeCloseTo(value, 10));
    close(spectrumOf(target.values), authors.target);
    authors.fits.forEach((theirs, stage) => close(spectrumOf(fitOf(stage)), theirs));
  });

  it('has their peaks where the target has sines: three and thirteen periods in 61 points', () => {
    expect(authors.peaks).toEqual([3, 13]);
  });

  it('takes an error of phase for an error, which theirs, of moduli alone, does not', () => {
    authors.relativeErrors.forEach((theirs, stage) => {
      const spectrum = spectrumOf(fitOf(stage));
      const ours = relativeSpectralErrors(fitOf(stage), target.values, indices);
      theirs.forEach((error, k) => {
        const ofModuli = Math.abs(spectrum[k]! - authors.target[k]!) / (1e-5 + authors.target[k]!);
        expect(ofModuli).toBeCloseTo(error, 8);
        expect(ours[k]).toBeGreaterThanOrEqual(error);
      });
    });
    // The last fit has four fifths of the fast sine, 0.3 late: 20 % off in modulus, a third off in all.
    const fast = relativeSpectralErrors(fitOf(4), target.values, [13])[0]!;
    expect(authors.relativeErrors[4]![13]).toBeLessThan(0.25);
    expect(fast).toBeGreaterThan(0.3);
  });
});

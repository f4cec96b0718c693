import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amplitudes, discreteFourier, relativeSpectralErrors } from '#measure';

const wave = (n: number, k: number, phase = 0): number[] =>
  Array.from({ length: n }, (_, j) => Math.sin((2 * Math.PI * k * j) / n + phase));
const signals = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 4, maxLength: 40 });

describe('discreteFourier', () => {
  it('a pure mode has |F| = n/2 at its index and nothing elsewhere, whatever its phase', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 64 }),
        fc.nat(),
        fc.double({ min: 0, max: 6, noNaN: true }),
        (n, draw, phase) => {
          const k = 1 + (draw % (Math.ceil(n / 2) - 1));
          amplitudes(discreteFourier(wave(n, k, phase))).forEach((amplitude, index) => {
            expect(Math.abs(amplitude - (index === k ? n / 2 : 0))).toBeLessThan(1e-9 * n);
          });
        },
      ),
    );
  });

  it('Parseval: power in the signal is power in the spectrum', () => {
    fc.assert(
      fc.property(signals, (values) => {
        const n = values.length;
        const power = values.reduce((sum, value) => sum + value * value, 0);
        const spectral = amplitudes(discreteFourier(values)).reduce((sum, amplitude, k) => {
          const alone = k === 0 || 2 * k === n;
          return sum + (alone ? 1 : 2) * amplitude ** 2;
        }, 0);
        expect(Math.abs(spectral / n - power)).toBeLessThanOrEqual(1e-10 * (1 + power));
      }),
    );
  });

  it('the sign of the imaginary part is that of exp(-i)', () => {
    const { real, imaginary } = discreteFourier(wave(8, 1));
    expect(real[1]).toBeCloseTo(0, 12);
    expect(imaginary[1]).toBeCloseTo(-4, 12);
  });
});

describe('relativeSpectralErrors', () => {
  it('a fit of a times the target is off by |1 - a| everywhere', () => {
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), (a) => {
        const target = wave(32, 1).map((value, j) => value + wave(32, 5)[j]!);
        const errors = relativeSpectralErrors(
          target.map((value) => a * value),
          target,
          [1, 5],
        );
        for (const error of errors) expect(error).toBeCloseTo(Math.abs(1 - a), 10);
      }),
    );
  });

  it('a shifted phase is an error although the modulus is right', () => {
    expect(relativeSpectralErrors(wave(32, 3, Math.PI), wave(32, 3), [3])[0]).toBeCloseTo(2, 10);
  });

  it('refuses signals of different lengths', () => {
    expect(() => relativeSpectralErrors([1, 2], [1, 2, 3], [1])).toThrow(/2 points, the target 3/);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '#core';
import { extrapolationError, impulseResponse, memorylessLosses } from '#measure';

/** Prediction after a sequence, by the recursion s <- A s + B x. */
function predict(
  system: { transition: number[]; input: number[]; output: number[] },
  sequence: readonly number[],
): number {
  const { transition, input, output } = system;
  const d = input.length;
  let state = input.map(() => 0);
  for (const x of sequence) {
    const before = state;
    state = input.map((b, row) => before.reduce((sum, s, at) => sum + transition[row * d + at]! * s, b * x));
  }
  return output.reduce((sum, c, at) => sum + c * state[at]!, 0);
}

const systems = fc.record({ d: fc.integer({ min: 1, max: 5 }), seed: fc.nat() }).map(({ d, seed }) => {
  const rng = createRng(String(seed), 'impulse-response');
  const draw = (length: number): number[] => Array.from({ length }, () => rng.normal(0, 0.5));
  return {
    system: { transition: draw(d * d), input: draw(d), output: draw(d) },
    sequence: draw(6),
  };
});

describe('impulseResponse', () => {
  it('is C A^j B', () => {
    const system = { transition: [0, 2, 3, 0], input: [1, 0], output: [5, 7] };
    expect(Array.from(impulseResponse(system, 4))).toEqual([5, 21, 30, 126]);
  });

  it('is the function of every sequence', () => {
    fc.assert(
      fc.property(systems, ({ system, sequence }) => {
        const response = impulseResponse(system, sequence.length);
        const sum = sequence.reduce((total, x, at) => total + response[sequence.length - 1 - at]! * x, 0);
        expect(predict(system, sequence)).toBeCloseTo(sum, 10);
      }),
    );
  });

  it('refuses sizes that do not fit', () => {
    const system = { transition: [1, 0, 0, 1], input: [1, 0], output: [1, 0] };
    expect(() => impulseResponse({ ...system, output: [1] }, 3)).toThrow('output has 1 points, expected 2');
    expect(() => impulseResponse({ ...system, transition: [1] }, 3)).toThrow(
      'transition has 1 points, expected 4',
    );
  });
});

describe('losses of a response', () => {
  it('add up over lags', () => {
    expect(Array.from(memorylessLosses([3, 1, 2], 1))).toEqual([4, 5, 9]);
    expect(extrapolationError([3, 1, 2, 4], 2, 4)).toBe(20);
    expect(extrapolationError([3, 1, 2, 4], 2, 2)).toBe(0);
  });

  it('are the mean squared error of predictions', () => {
    const system = { transition: [0.5, 0.2, -0.3, 0.4], input: [1, 0.5], output: [0.7, -0.2] };
    const rng = createRng('1', 'impulse-response/sequences');
    const sequences = Array.from({ length: 40_000 }, () => [rng.normal(), rng.normal(), rng.normal()]);
    const errors = sequences.map((x) => (predict(system, x) - 0.9 * x[2]!) ** 2);
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    expect(mean / memorylessLosses(impulseResponse(system, 3), 0.9)[2]!).toBeCloseTo(1, 1);
  });

  it('need as many lags as the longest sequence', () => {
    expect(() => extrapolationError([1, 0, 0], 1, 4)).toThrow(
      'length 4 needs as many lags, the response has 3',
    );
  });
});

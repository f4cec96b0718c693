import { describe, expect, it } from 'vitest';
import { areKinksSeen } from '../../../claims/relu-reduced-space/kinks-seen.ts';

/** 21 x 21 points of the square from -1 to 1, off the axes. */
const grid = Array.from({ length: 441 }, (_, i) => [
  ((i % 21) - 10.5) / 10,
  (Math.floor(i / 21) - 10.5) / 10,
]);
const neuron = (w: readonly number[], b: number) => ({ w, b, c: 1 });

describe('kinks that points show', () => {
  it('are those of hyperplanes with points between them', () => {
    expect(areKinksSeen([neuron([1, 0], 0)], grid)).toBe(true);
    expect(areKinksSeen([neuron([1, 0], 0), neuron([1, 0], 0.3)], grid)).toBe(true);
    expect(areKinksSeen([neuron([1, 0], 0), neuron([0, 1], 0)], grid)).toBe(true);
  });

  it('are not those of hyperplanes that nearly coincide, with normals of one or of opposite directions', () => {
    expect(areKinksSeen([neuron([1, 0], 0), neuron([1, 0.01], 0.01)], grid)).toBe(false);
    expect(areKinksSeen([neuron([1, 0], 0.2), neuron([-1, 0.01], -0.2)], grid)).toBe(false);
  });

  it('are not those of a hyperplane that leaves fewer points on a side than fix a linear function', () => {
    expect(areKinksSeen([neuron([1, 0], 1)], grid)).toBe(true);
    expect(areKinksSeen([neuron([1, 0], 2)], grid)).toBe(false);
    expect(areKinksSeen([neuron([1, 0], 0)], grid.slice(0, 12))).toBe(false);
  });
});

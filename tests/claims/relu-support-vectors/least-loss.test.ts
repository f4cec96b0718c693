import { expect, it } from 'vitest';
import { createRng } from '#core';
import { drawInstance } from '../../../claims/relu-support-vectors/instances.ts';
import { leastLoss } from '../../../claims/relu-support-vectors/least-loss.ts';
import { loss } from '../../../claims/relu-support-vectors/path-measures.ts';

it('no weight on a grid has less than the least loss, and a fine grid comes near it', () => {
  for (let seed = 0; seed < 20; seed++) {
    const shape = { family: 'noisyPositive', dimensions: 2, points: 5 } as const;
    const problem = drawInstance(createRng(String(seed), 'least-loss'), shape);
    let grid = Infinity;
    for (let at = 0; at < 360; at++) {
      for (let size = 0; size < 6; size += 0.02) {
        const angle = (at * Math.PI) / 180;
        const w = Float64Array.of(size * Math.cos(angle), size * Math.sin(angle));
        grid = Math.min(grid, loss(problem, w));
      }
    }
    const least = leastLoss(problem);
    expect(least).toBeLessThanOrEqual(grid + 1e-12);
    expect(grid - least).toBeLessThan(0.02);
  }
});

it('a teacher leaves none', () => {
  const shape = { family: 'rectified', dimensions: 2, points: 8 } as const;
  const problem = drawInstance(createRng('teacher', 'least-loss'), shape);
  expect(leastLoss(problem)).toBeLessThan(1e-24);
});

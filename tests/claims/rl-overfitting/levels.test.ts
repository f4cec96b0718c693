import { describe, expect, it } from 'vitest';
import { bestPlan } from '../../../claims/rl-overfitting/environment.ts';
import { freeCells, isSolvable, type Level, levelOf } from '../../../claims/rl-overfitting/levels.ts';

const ids = Array.from({ length: 200 }, (_, id) => id);
const layoutOf = ({ start, objects, obstacles }: Level): string =>
  JSON.stringify({ start, objects, obstacles });

describe('levels', () => {
  it('put agent, objects and obstacles on cells of their own', () => {
    for (const id of ids) {
      const { start, objects, obstacles } = levelOf('s', id, { room: 5, obstacles: 4 });
      const cells = [start, ...objects, ...obstacles];
      expect(new Set(cells).size).toBe(10);
      expect(cells.every((cell) => cell >= 0 && cell < 25)).toBe(true);
    }
  });

  it('are a function of seed and id', () => {
    expect(levelOf('s', 3, { room: 5 })).toEqual(levelOf('s', 3, { room: 5 }));
    expect(new Set(ids.map((id) => layoutOf(levelOf('s', id, { room: 5 })))).size).toBe(ids.length);
    expect(levelOf('s', 3, { room: 5 })).not.toEqual(levelOf('t', 3, { room: 5 }));
  });

  it('have a best plan worth 2.1, with flipped signs as well', () => {
    for (const id of ids) {
      for (const flip of [0, 0.5]) {
        const level = levelOf('s', id, { room: 5, flip });
        expect(bestPlan(level, 30)!.score).toBeCloseTo(2.1, 10);
      }
    }
  });

  it('flip signs at the given rate and keep the layout where it is solvable', () => {
    const pairs = ids.map((id) => [levelOf('s', id, { room: 5 }), levelOf('s', id, { room: 5, flip: 0.5 })]);
    ids.forEach((id) => {
      const [plain, flipped] = pairs[id]!;
      const first = levelOf('s', id, { room: 5, solvable: false });
      const solvable = pairs[id]!.every(({ rewards }) => isSolvable({ ...first, rewards }));
      if (solvable) expect(layoutOf(flipped!)).toBe(layoutOf(plain!));
    });
    const kept = pairs.filter(([plain, flipped]) => layoutOf(plain!) === layoutOf(flipped!));
    expect(kept.length / pairs.length).toBeGreaterThan(0.7);
    const signs = pairs.flatMap(([, flipped]) => flipped!.rewards.slice(1).map(Math.sign));
    // Of the 16 combinations all but the one without a positive object: 8/15 are positive.
    expect(signs.filter((sign) => sign > 0).length / signs.length).toBeCloseTo(8 / 15, 1);
    expect(pairs.every(([, flipped]) => flipped!.rewards[0] === 0.1)).toBe(true);
  });

  it('without the filter include unsolvable ones', () => {
    const drawn = Array.from({ length: 1000 }, (_, id) => levelOf('s', id, { room: 5, solvable: false }));
    const unsolvable = drawn.filter((level) => !isSolvable(level));
    expect(unsolvable.length).toBeGreaterThan(0);
    for (const level of unsolvable) expect(bestPlan(level, 30)?.score ?? 0).toBeLessThan(2.05);
  });

  it('a key in a corner behind a negative object cannot be reached', () => {
    const level = {
      room: 3,
      start: 8,
      objects: [0, 5, 7, 1, 3],
      rewards: [0.1, 1, 1, -1, -1],
      obstacles: [],
    };
    expect(isSolvable(level)).toBe(false);
    expect(isSolvable({ ...level, objects: [0, 5, 7, 1, 4] })).toBe(true);
    expect(isSolvable({ ...level, objects: [0, 5, 7, 1, 4], obstacles: [6] })).toBe(false);
  });

  it('free cells are those without objects and obstacles', () => {
    const level = { room: 3, start: 8, objects: [0, 5, 7, 1, 3], rewards: [], obstacles: [6] };
    expect(freeCells(level)).toEqual([2, 4, 8]);
  });
});

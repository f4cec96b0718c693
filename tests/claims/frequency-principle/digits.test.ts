import { describe, expect, it } from 'vitest';
import { loadDataset } from '#data';
import { filterRuns } from '../../../claims/frequency-principle/filtering.ts';
import { digits } from '../../../claims/frequency-principle/high-dim.ts';
import { temporaryFolders } from '../../data/temporary-folder.ts';
import { tinyDigits } from '../tiny-digits.ts';

const newFolder = temporaryFolders();
const run = { seeds: ['a', 'b'], engine: 'auto', threads: 1 };

function tiny() {
  const folder = newFolder();
  return loadDataset(tinyDigits(folder), 'train', folder);
}

describe('digits', () => {
  it('draws images without replacement, with their labels', () => {
    const all = tiny();
    const { x, y } = digits('a', 30, all);
    expect([x.shape, y.shape]).toEqual([
      [30, 784],
      [30, 10],
    ]);
    const rows = Array.from({ length: 30 }, (_, row) => x.values.slice(784 * row, 784 * (row + 1)));
    expect(new Set(rows.map((row) => row.join())).size).toBe(30);
    rows.forEach((row, at) => {
      // The label brightens two rows of 28 pixels.
      const brightest = Array.from({ length: 10 }, (_, label) => row[56 * label + 5]!);
      const label = brightest.indexOf(Math.max(...brightest));
      const own = Array.from(y.values.slice(10 * at, 10 * (at + 1)));
      expect(own.indexOf(Math.max(...own))).toBe(label);
    });
    expect(digits('b', 30, all).x.values).not.toEqual(x.values);
  });

  it('takes 20 steps of the network of the paper tier, in which both errors fall', async () => {
    const all = tiny();
    const setting = { hidden: [200, 200], steps: 20, learningRate: 1e-3, width: 0.05 };
    for (const { series } of await filterRuns(run, (seed) => digits(seed, 40, all), setting)) {
      for (const error of [Array.from(series['low']!), Array.from(series['high']!)]) {
        expect(error).toHaveLength(20);
        expect(error.every(Number.isFinite)).toBe(true);
        expect(error.at(-1)).toBeLessThan(error[0]!);
      }
    }
  });
});

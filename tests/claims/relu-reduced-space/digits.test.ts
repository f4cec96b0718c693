import { describe, expect, it } from 'vitest';
import { digitTrainings } from '../../../claims/relu-reduced-space/digits.ts';
import type { Setting } from '../../../claims/relu-reduced-space/setting.ts';
import { temporaryFolders } from '../../data/temporary-folder.ts';
import { tinyDigits } from '../tiny-digits.ts';

const newFolder = temporaryFolders();
const run = { seeds: ['a', 'b'], engine: 'auto', threads: 1 };

function trained(setting: Setting, size = { neurons: 256, steps: 20 }) {
  const folder = newFolder();
  const train = digitTrainings(setting, [[tinyDigits(folder), 'train']], folder);
  return train(run, { ...size, networks: 1 });
}

describe('digitTrainings', () => {
  it.each<Setting>([{ start: 'normal' }, { start: 'uniform' }, { start: 'uniform', reach: 1 }])(
    'start $start, reach $reach: the loss falls within 20 steps of 784-256-256-256-10',
    async (setting) => {
      for (const { series } of await trained(setting)) {
        const error = Array.from(series['error']!);
        expect(error).toHaveLength(20);
        expect(error.every(Number.isFinite)).toBe(true);
        expect(error.at(-1)).toBeLessThan(error[0]! * 0.9);
      }
    },
  );

  it('starts free and reduced networks from the same weights, and tells them apart after a step', async () => {
    const first = async (setting: Setting) =>
      (await trained(setting, { neurons: 256, steps: 3 })).map(({ series }) => Array.from(series['error']!));
    const free = await first({ start: 'uniform' });
    const reduced = await first({ start: 'uniform', reach: 1 });
    expect(reduced.map(([loss]) => loss)).toEqual(free.map(([loss]) => loss));
    expect(reduced.map((losses) => losses[1])).not.toEqual(free.map((losses) => losses[1]));
    expect(await first({ start: 'uniform', draw: '/again' })).not.toEqual(free);
  });

  it('has the mean loss of each of 200 stretches', async () => {
    const size = { neurons: 8, steps: 600 };
    for (const { series, at } of await trained({ start: 'normal' }, size)) {
      expect(series['error']).toHaveLength(200);
      expect(Array.from(at!['error']!).slice(0, 3)).toEqual([0, 3, 6]);
    }
  });
});

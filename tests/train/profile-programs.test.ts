import { describe, expect, it } from 'vitest';
import { UserError } from '#core';
import type { Step } from '#engine';
import { mapBatches, profilePrograms, scan } from '#train';
import { plainRun, toyScan, toyState, toyStep } from './toy.ts';

const run = { ...plainRun, engine: 'cpu' };
const steps = (profiles: readonly { readonly steps: number }[]): number[] =>
  profiles.map((profile) => profile.steps).sort((a, b) => a - b);

describe('profilePrograms', () => {
  it('gives a profile for each program of the work, all runs of it but the first together', async () => {
    const profiles = await profilePrograms(100, async () => {
      await scan(toyScan({ run, steps: 20, chunk: 5 }));
      await scan(toyScan({ run, steps: 10, chunk: 5, name: 'again' }));
      const batch = (parameters: Parameters<Step>[0]) => ({ w: parameters['w']! });
      await mapBatches({ run, batch, parameters: toyState, batches: 4, chunk: 1 });
    });
    expect(steps(profiles)).toEqual([3, 25]);
  });

  it('gives what was trained without it the same results', async () => {
    const options = toyScan({ run, steps: 30 });
    const plain = await scan(options);
    let profiled: unknown;
    await profilePrograms(7, async () => void (profiled = await scan(options)));
    expect(profiled).toEqual(plain);
  });

  it('has calls of so many steps at most, so that a training can be stopped soon', async () => {
    const reports: number[] = [];
    const onProgress = ({ step }: { readonly step: number }): number => reports.push(step);
    await profilePrograms(4, async () => {
      await scan(toyScan({ run: { ...run, onProgress }, steps: 13, chunk: 100 }));
    });
    expect(reports).toEqual([4, 8, 12, 13]);
  });

  it('leaves programs alone that were compiled without it, before and after', async () => {
    await scan(toyScan({ run }));
    expect(await profilePrograms(10, () => Promise.resolve())).toEqual([]);
    const [first, second] = await Promise.all(
      [1, 2].map(() =>
        profilePrograms(100, async () => void (await scan(toyScan({ run, steps: 6, chunk: 6 })))),
      ),
    );
    expect([steps(first!), steps(second!)]).toEqual([[6], [6]]);
  });

  it('keeps the profiles of programs that had to go for others', async () => {
    const profiles = await profilePrograms(10, async () => {
      for (let count = 0; count < 11; count++) {
        const step: Step = (...given) => toyStep(...given);
        await scan(toyScan({ run, step, steps: 3, chunk: 3 }));
      }
    });
    expect(steps(profiles)).toEqual(Array.from({ length: 11 }, () => 3));
  });

  it('fails as the work fails: on an engine without a profile, or for a reason of its own', async () => {
    const reference = profilePrograms(10, async () => void (await scan(toyScan())));
    await expect(reference).rejects.toThrow(UserError);
    await expect(reference).rejects.toThrow("engine 'reference' has no profile");
    await expect(profilePrograms(10, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});

import { describe, expect, it } from 'vitest';
import { ndarray } from '#core';
import type { Progress } from '../../src/core/run.ts';
import { scan, scanWithDistances } from '#train';
import { memoryStore, plainRun, toyInputs, toyScan } from './toy.ts';

const parameters = ['w'];

describe('scanWithDistances', () => {
  it('measures every iterate against the end of its own run', async () => {
    const { distances, state, metrics } = await scanWithDistances({ ...toyScan(), parameters });
    const iterates = metrics['w']!.values;
    const end = state['w']!.values;
    const squared = (step: number, replica: number): number =>
      [0, 1].reduce((sum, i) => {
        const at = step === 20 ? end[2 * replica + i]! : iterates[(step * 3 + replica) * 2 + i]!;
        return sum + (at - end[2 * replica + i]!) ** 2;
      }, 0);
    for (let step = 0; step < 20; step++) {
      for (let replica = 0; replica < 3; replica++) {
        const at = 3 * step + replica;
        expect(distances.distanceSquared.values[at]).toBeCloseTo(squared(step, replica), 4);
        expect(distances.distanceDrop.values[at]).toBeCloseTo(
          squared(step, replica) - squared(step + 1, replica),
          4,
        );
      }
    }
    // The drops telescope: the last iterate is at distance 0 of itself.
    const drops = Array.from(distances.distanceDrop.values).filter((_, i) => i % 3 === 0);
    const total = drops.reduce((sum, drop) => sum + drop, 0);
    expect(total).toBeCloseTo(squared(0, 0), 3);
  });

  it('has the squared length of every move', async () => {
    const { distances, metrics } = await scanWithDistances({ ...toyScan(), parameters });
    const w = metrics['w']!.values;
    const expected = (w[6]! - w[0]!) ** 2 + (w[7]! - w[1]!) ** 2;
    expect(distances.moveSquared.values[0]).toBeCloseTo(expected, 5);
  });

  it('trains as scan does and returns its metrics and no others', async () => {
    const plain = await scan(toyScan());
    expect(await scanWithDistances({ ...toyScan(), parameters })).toEqual({
      ...plain,
      distances: expect.anything() as unknown,
    });
    const some = await scanWithDistances({ ...toyScan({ record: ['norm'], every: 5 }), parameters });
    expect(Object.keys(some.metrics)).toEqual(['norm']);
    expect(some.distances.distanceDrop.shape).toEqual([4, 3]);
  });

  it('counts both passes as one progress', async () => {
    const reports: Progress[] = [];
    const run = { ...plainRun, onProgress: (progress: Progress) => reports.push(progress) };
    await scanWithDistances({ ...toyScan({ chunk: 10, run }), parameters });
    expect(reports.map(({ step, steps }) => `${step}/${steps}`)).toEqual([
      '10/40',
      '20/40',
      '30/40',
      '40/40',
    ]);
  });

  it('does not train again when only the second pass was cut short', async () => {
    const checkpoints = memoryStore();
    const options = { checkpointSeconds: 0, chunk: 5 };
    const whole = await scanWithDistances({ ...toyScan(options), parameters });
    const controller = new AbortController();
    const cut = {
      ...plainRun,
      checkpoints,
      signal: controller.signal,
      onProgress: ({ step }: Progress) => step >= 30 && controller.abort(),
    };
    await expect(scanWithDistances({ ...toyScan({ ...options, run: cut }), parameters })).rejects.toThrow(
      "training 'toy-distances' was interrupted at step 10 of 20",
    );
    const steps: number[] = [];
    const again = { ...plainRun, checkpoints, onProgress: ({ step }: Progress) => steps.push(step) };
    expect(await scanWithDistances({ ...toyScan({ ...options, run: again }), parameters })).toEqual(whole);
    expect(steps).toEqual([20, 30, 35, 40]);
  });

  it('refuses inputs that change when they are asked for again', async () => {
    let calls = 0;
    const inputs = (from: number, count: number) => {
      const { noise } = toyInputs(from, count);
      return {
        noise: ndarray(
          noise!.values.map((value) => value + calls++ * 1e-3),
          noise!.shape,
        ),
      };
    };
    await expect(scanWithDistances({ ...toyScan({ inputs }), parameters })).rejects.toThrow(
      "training 'toy' ended at another 'w' when it was repeated",
    );
  });

  it('names a parameter that the state does not have', async () => {
    await expect(scanWithDistances({ ...toyScan(), parameters: ['v'] })).rejects.toThrow(
      "the state has no parameter 'v'; it has w, count",
    );
  });
});

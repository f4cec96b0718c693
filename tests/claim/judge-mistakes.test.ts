import { describe, expect, it } from 'vitest';
import { judge, type Measures } from '#claim';
import type { Trajectory } from '#core';
import { type Calls, definition, options, scripted, trajectory } from './scripted.ts';

describe('what an arm, a measure or a panel gives that cannot be used is named', () => {
  it('passes an error of an arm on, with the name of both: a failed machine is no verdict', async () => {
    const base = definition({ effect: [2] });
    const arms = { ...base.arms, without: () => Promise.reject(new Error('out of memory')) };
    await expect(judge(scripted({ effect: [2] }, { arms }), options)).rejects.toThrow(
      'claim toy-paper/scores-rise: arm "without" threw: out of memory',
    );
  });

  it('names the arm that returned no list', async () => {
    const base = definition({ effect: [2] });
    const arms = { ...base.arms, sham: (async () => undefined) as unknown as typeof base.arms.with };
    await expect(judge(scripted({ effect: [2] }, { arms }), options)).rejects.toThrow(
      'claim toy-paper/scores-rise: arm "sham" returned undefined',
    );
  });

  it('names the arm that returned too few trajectories', async () => {
    const base = definition({ effect: [2] });
    const arms = { ...base.arms, sham: async () => [trajectory(0)] };
    await expect(judge(scripted({ effect: [2] }, { arms }), options)).rejects.toThrow(
      'claim toy-paper/scores-rise: arm "sham" returned 1 trajectories for 8 seeds; return one per seed',
    );
  });

  it('names the measure that is no number', async () => {
    const measure = () => ({ score: undefined as unknown as number });
    await expect(judge(scripted({ effect: [2] }, { measure }), options)).rejects.toThrow(
      'measure of arm "with" gave score = undefined',
    );
  });

  it('names the series or value that a measure reads and the arm did not return', async () => {
    const measures: [(trajectory: Trajectory) => Measures, string][] = [
      [({ values }) => ({ score: values.scroe! }), 'gave score = undefined, as it reads values.scroe'],
      [({ series }) => ({ score: series.los!.length }), 'throws: .*, as it reads series.los'],
      [({ series, values }) => (series.los ? values : (undefined as never)), 'gave undefined, as it reads'],
    ];
    for (const [measure, message] of measures) {
      const error = await judge(scripted({ effect: [2] }, { measure }), options).catch(
        (thrown: unknown) => thrown,
      );
      expect(error).toMatchObject({
        message: expect.stringMatching(
          `claim toy-paper/scores-rise: measure of arm "with" ${message}`,
        ) as string,
        hint: expect.stringMatching(/^did you mean (score|loss)\?$/) as string,
      });
    }
  });

  it('names the arm that returned no trajectory', async () => {
    const base = definition({ effect: [2] });
    for (const returned of [undefined, null, 1, {}, { series: {}, steps: 1 }]) {
      const arms = {
        ...base.arms,
        sham: async () => Array<Trajectory>(8).fill(returned as unknown as Trajectory),
      };
      await expect(judge(scripted({ effect: [2] }, { arms }), options)).rejects.toThrow(
        'arm "sham" returned a trajectory that is',
      );
    }
  });

  it('names the panel that gave no number', async () => {
    const { effect } = definition({ effect: [2] });
    const wordy = { ...effect, of: () => 'much' as unknown as number };
    await expect(judge(scripted({ effect: [2] }, { effect: wordy }), options)).rejects.toThrow(
      'panel "gain" gave much',
    );
  });

  it('finds a misspelt curve before the second look', async () => {
    const calls: Calls = [];
    const claim = scripted(
      { effect: [2, 0, 2, 0, 2, 0, 2, 0] },
      { curves: { los: { label: 'loss' } } },
      calls,
    );
    await expect(judge(claim, options)).rejects.toMatchObject({
      message: 'claim toy-paper/scores-rise: curves.los names a series that no arm recorded',
      hint: 'did you mean loss?',
    });
    expect(calls).toHaveLength(3);
  });
});

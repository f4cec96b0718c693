import { describe, expect, it } from 'vitest';
import { judge } from '#claim';
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

  it('names the panel that gave no number, for instance because a measure is misspelt', async () => {
    const { effect } = definition({ effect: [2] });
    const misspelt = { ...effect, of: (arms: Parameters<typeof effect.of>[0]) => arms.with.scroe! };
    await expect(judge(scripted({ effect: [2] }, { effect: misspelt }), options)).rejects.toThrow(
      'panel "gain" gave undefined',
    );
  });

  it('finds a misspelt curve before the second look', async () => {
    const calls: Calls = [];
    const claim = scripted(
      { effect: [2, 0, 2, 0, 2, 0, 2, 0] },
      { curves: { los: { label: 'loss' } } },
      calls,
    );
    await expect(judge(claim, options)).rejects.toThrow('curves.los names a series that no arm recorded');
    expect(calls).toHaveLength(3);
  });
});

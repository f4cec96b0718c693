import { describe, expect, it } from 'vitest';
import { ndarray } from '#core';
import { initialize } from '#nn';
import { agents } from '../../../claims/rl-overfitting/agents.ts';
import { evaluateGroups, evaluationStep } from '../../../claims/rl-overfitting/evaluation.ts';
import { learningCurves } from '../../../claims/rl-overfitting/learning-curves.ts';
import { type Size, trainingLevels } from '../../../claims/rl-overfitting/pools.ts';
import { conditions, trainings } from '../../../claims/rl-overfitting/setting.ts';
import { levelsOfTwo } from './worlds.ts';

const size: Size = {
  ...{
    updates: 60,
    room: 3,
    limit: 10,
    unroll: 4,
    learners: 16,
    testers: 4,
    learningRate: 0.01,
    episodes: 40,
  },
  agents: { channels: [4, 4], features: 16, hidden: [16, 16] },
};
const run = { seeds: ['a', 'b'], engine: 'auto', threads: 1 };

describe('trainings', () => {
  it.each(['conv', 'mlp'] as const)('%s: the reward of one level rises', async (agent) => {
    const trajectories = await trainings({ agent, levels: 1 })(run, size);
    for (const { series, values } of trajectories) {
      expect(series['train']!.length).toBe(40);
      expect(values['train']).toBeGreaterThan(series['train']![0]! + 0.5);
    }
  });

  it('an agent does not depend on the other seeds', async () => {
    const arm = trainings({ agent: 'mlp', levels: 3, stochastic: true });
    const [, together] = await arm(run, { ...size, updates: 12 });
    const [alone] = await arm({ ...run, seeds: ['b'] }, { ...size, updates: 12 });
    expect(alone).toEqual(together);
  });

  it('the engine plays and learns as the reference does', async () => {
    const arm = trainings({ agent: 'conv', levels: 3, obstacles: 1, stochastic: true });
    const [compiled, reference] = await Promise.all(
      ['cpu', 'reference'].map((engine) => arm({ ...run, engine }, { ...size, updates: 4 })),
    );
    compiled!.forEach(({ values }, replica) => {
      for (const [name, value] of Object.entries(values))
        expect(value).toBeCloseTo(reference![replica]!.values[name]!, 4);
    });
  });
});

describe('evaluateGroups', () => {
  it('means the first episode of each environment, and changes no parameter', async () => {
    const rules = { room: 3, obstacles: 0, limit: 10 };
    const agent = agents.mlp(size.agents, rules);
    const levels = levelsOfTwo(8, { room: 3 });
    const params = initialize(run.seeds, agent.specs);
    // A policy that never moves: each episode ends at the limit.
    params['heads/bias']!.values.set([0, 0, 0, 0, 1000, 0]);
    params['heads/bias']!.values.set([0, 0, 0, 0, 1000, 0], 6);
    const before = structuredClone(params);
    const step = evaluationStep(agent, rules);
    const groups = conditions(3, { episodes: 5 });
    const { reward, replaced } = await evaluateGroups({ run, step, params, levels, groups, rules });
    for (const score of Object.values(reward)) expect(score).toEqual(ndarray([-1, -1], [2]));
    // Whatever sticks is what was proposed before: to stay.
    for (const share of Object.values(replaced)) expect(share).toEqual(ndarray([0, 0], [2]));
    expect(params).toEqual(before);
  });
});

describe('trainingLevels', () => {
  it('redraw the signs of the same layouts', () => {
    const levels = trainingLevels('s', { agent: 'mlp', levels: 4, flip: 0.5, signDraws: 32 }, size);
    expect(levels).toHaveLength(128);
    const layouts = levels.map(({ start, objects }) => `${start}/${objects.join()}`);
    expect(new Set(layouts).size).toBe(4);
    expect(new Set(levels.slice(0, 32).map(({ rewards }) => rewards.join())).size).toBeGreaterThan(3);
  });
});

describe('learningCurves', () => {
  it('are means over the episodes of a window', () => {
    const of = (values: number[]) => ndarray(values, [4, 1]);
    const metrics = {
      ...{ 'train/score': of([1, 2, 3, 4]), 'train/episodes': of([1, 1, 2, 2]) },
      ...{ 'test/score': of([0, 0, 6, 0]), 'test/episodes': of([0, 0, 3, 3]) },
    };
    const { series, at } = learningCurves(metrics, 4);
    expect(Array.from(series.train.values)).toEqual([1, 2, 1.5, 2]);
    expect(Array.from(series.test.values)).toEqual([NaN, NaN, 2, 0]);
    expect(at.train).toEqual([1, 2, 3, 4]);
  });
});

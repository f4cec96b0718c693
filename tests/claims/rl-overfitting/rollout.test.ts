import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRng } from '#core';
import { initialize } from '#nn';
import { agents, planes } from '../../../claims/rl-overfitting/agents.ts';
import { logPolicyOf, sample } from '../../../claims/rl-overfitting/policy.ts';
import { advantages, endedEpisodes, rollOut } from '../../../claims/rl-overfitting/rollout.ts';
import { drawsInput, firstEpisodes, worldData } from '../../../claims/rl-overfitting/worlds.ts';
import { levelsOfTwo, tensorsOf } from './worlds.ts';

beforeAll(() => tf.setBackend('cpu'));

const rules = { room: 5, obstacles: 2, limit: 12 };
const sizes = { channels: [4, 4], features: 8, hidden: [8, 8] } as const;
const row = (values: number[]): tf.Tensor => tf.tensor(values, [1, values.length]);

describe('policy', () => {
  it('samples actions with the probabilities of the softmax', () => {
    const probabilities = [0.4, 0.3, 0.15, 0.1, 0.05];
    const logits = tf.tile(tf.tensor(probabilities.map(Math.log), [1, 1, 5]), [1, 10_000, 1]);
    const drawn = sample(logits, row(Array.from(createRng('s', 'test').uniforms(10_000)))).dataSync();
    probabilities.forEach((probability, action) => {
      const share = drawn.filter((one) => one === action).length / 10_000;
      expect(Math.abs(share - probability)).toBeLessThan(0.02);
    });
  });

  it('a draw of 1 is the last action, whatever rounding makes of the sum', () => {
    expect(sample(tf.tensor([3, 1, -2, 0.3, -9], [1, 1, 5]), row([1])).dataSync()[0]).toBe(4);
  });

  it('has log-probabilities, of large logits as well', () => {
    const logs = logPolicyOf(tf.tensor([1000, 999, -1000], [1, 1, 3])).dataSync();
    expect(logs[0]).toBeCloseTo(-Math.log(1 + Math.exp(-1)), 4);
    expect(logs[2]).toBeCloseTo(-2000.3133, 2);
  });
});

describe('advantages', () => {
  it('are the discounted sums of surprises up to the end of the episode', () => {
    const rng = createRng('s', 'advantages');
    const steps = 6;
    const list = (length: number): number[] => Array.from({ length }, () => rng.normal());
    const [reward, value] = [list(steps), list(steps + 1)];
    const done = [0, 0, 1, 0, 0, 0];
    const rows = (values: number[]): tf.Tensor[] => values.map((one) => row([one]));
    const given = advantages({ reward: rows(reward), done: rows(done), value: rows(value) }, 0.9, 0.8);
    const surprise = reward.map((one, at) => one + (done[at] ? 0 : 0.9 * value[at + 1]!) - value[at]!);
    given.forEach((tensor, from) => {
      let expected = 0;
      for (let at = from; at < steps; at++) {
        expected += (0.9 * 0.8) ** (at - from) * surprise[at]!;
        if (done[at]) break;
      }
      expect(tensor.dataSync()[0]).toBeCloseTo(expected, 5);
    });
  });
});

describe('rollOut', () => {
  const setUp = (sticky: number) => {
    const levels = levelsOfTwo(4, { room: 5, obstacles: 2 });
    const groups = [{ environments: 6, firstLevel: 0, levels: 4, sticky, repeats: 'executed' } as const];
    const agent = agents.conv(sizes, rules);
    const state = tensorsOf({
      ...initialize(['a', 'b'], agent.specs),
      ...firstEpisodes(['a', 'b'], levels, groups, rules, { staggered: true }),
    });
    const given = drawsInput(['a', 'b'], 'test', 20, 6)(0, 1);
    const draws = tf.tensor(given.values, given.shape.slice(1));
    return rollOut(agent, rules, state, draws, tensorsOf(worldData(levels, groups, rules)));
  };

  it('keeps the actions that were executed, where they do not stick', () => {
    const { rollout, environments } = setUp(0);
    expect(rollout.action).toHaveLength(20);
    expect(rollout.value).toHaveLength(21);
    const [last, done, previous] = [rollout.action[19]!, rollout.done[19]!, environments.previous].map(
      (tensor) => Array.from(tensor.dataSync()),
    );
    expect(previous).toEqual(last!.map((action, at) => (done![at] ? 4 : action)));
    expect(new Set(rollout.action.flatMap((tensor) => Array.from(tensor.dataSync())))).toEqual(
      new Set([0, 1, 2, 3, 4]),
    );
  });

  it('keeps what the agent chose where another action was executed', () => {
    const { rollout, environments } = setUp(1);
    // Every action repeats the one executed before, and all begin with `stay`.
    expect(new Set(environments.previous.dataSync())).toEqual(new Set([4]));
    expect(new Set(rollout.action.flatMap((tensor) => Array.from(tensor.dataSync()))).size).toBe(5);
  });

  it('counts the episodes that ended, and their scores', () => {
    const score = [row([1, 2, 3]), row([4, 5, 6])];
    const done = [row([0, 1, 0]), row([1, 1, 1])];
    const { score: sum, episodes } = endedEpisodes({ score, done }, 1, 3);
    expect(sum.dataSync()[0]).toBe(2 + 5 + 6);
    expect(episodes.dataSync()[0]).toBe(3);
  });
});

describe('agents', () => {
  it('see one plane each for agent, objects and obstacles', () => {
    const marks = planes(tf.tensor([3, 7, -1, 0, 1, 2, 10, 24], [1, 1, 8]), rules);
    expect(marks.shape).toEqual([1, 1, 25, 7]);
    const cells = tf.tidy(() =>
      tf
        .unstack(tf.reshape(marks, [25, 7]), 1)
        .map((plane) => Array.from(plane.dataSync()).flatMap((value, cell) => (value === 1 ? [cell] : []))),
    );
    expect(cells).toEqual([[3], [7], [], [0], [1], [2], [10, 24]]);
  });

  it.each(['conv', 'mlp'] as const)('%s starts with an almost uniform policy and a value near 0', (name) => {
    const agent = agents[name](sizes, rules);
    const params = tensorsOf(initialize(['a', 'b'], agent.specs));
    const { logits, value } = agent.heads(
      params,
      tf.tensor(
        [...Array(48).keys()].map((k) => (5 * k) % 25),
        [2, 3, 8],
      ),
    );
    expect([logits.shape, value.shape]).toEqual([
      [2, 3, 5],
      [2, 3],
    ]);
    const largest = Math.max(...[logits, value].flatMap((tensor) => Array.from(tensor.dataSync(), Math.abs)));
    expect(largest).toBeGreaterThan(0);
    expect(largest).toBeLessThan(0.2);
  });
});

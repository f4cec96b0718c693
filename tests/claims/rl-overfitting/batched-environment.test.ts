import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import '#ops';
import { createRng, ndarray } from '#core';
import { actAll, environmentsIn, observe } from '../../../claims/rl-overfitting/batched-environment.ts';
import { act, begin, type Situation } from '../../../claims/rl-overfitting/environment.ts';
import { freeCells } from '../../../claims/rl-overfitting/levels.ts';
import { stickiness } from '../../../claims/rl-overfitting/setting.ts';
import { firstEpisodes, type Group, worldData } from '../../../claims/rl-overfitting/worlds.ts';
import { levelsOfTwo, tensorsOf } from './worlds.ts';

beforeAll(() => tf.setBackend('cpu'));

const groups: Group[] = [
  { environments: 6, firstLevel: 0, levels: 3 },
  { environments: 3, firstLevel: 3, levels: 4, sticky: stickiness, spawn: true },
  { environments: 2, firstLevel: 3, levels: 4, sticky: stickiness, repeats: 'executed', spawn: true },
];
const count = 11;
const groupOf = (index: number): Group => groups[index < 6 ? 0 : index < 9 ? 1 : 2]!;

interface Plain extends Situation {
  level: number;
  score: number;
  previous: number;
}

/** A maze of both replicas, its state as tensors and as plain environments. */
function setUp(obstacles: number) {
  const rules = { room: 5, obstacles, limit: 12 };
  const levels = levelsOfTwo(7, { room: 5, obstacles });
  const first = firstEpisodes(['a', 'b'], levels, groups, rules, { staggered: true });
  const world = tensorsOf(worldData(levels, groups, rules));
  const value = (name: string, flat: number): number => first[name]!.values[flat]!;
  const plain = Array.from({ length: 2 * count }, (_, flat): Plain => {
    const level = value('level', flat);
    const start = begin(levels[Math.floor(flat / count)]![level]!, value('cell', flat));
    return { ...start, age: value('age', flat), level, score: 0, previous: 4 };
  });
  return { rules, levels, world, plain, environments: environmentsIn(tensorsOf(first)) };
}

describe.each([0, 3])('environments as tensors, %i obstacles', (obstacles) => {
  it('do what the plain environment does, step by step', () => {
    const { rules, levels, world, plain, ...given } = setUp(obstacles);
    let { environments } = given;
    const rng = createRng('draws', 'test');
    const drawn = (): number[] => Array.from(rng.uniforms(2 * count));
    let [ends, repeats] = [0, 0];
    for (let step = 0; step < 150; step++) {
      const [action, sticky, level, spawn] = [
        drawn().map((u) => Math.floor(5 * u)),
        drawn(),
        drawn(),
        drawn(),
      ];
      const tensor = (values: number[]): tf.Tensor => tf.tensor(values, [2, count]);
      const draws = { sticky: tensor(sticky), level: tensor(level), spawn: tensor(spawn) };
      const acted = actAll(environments, tensor(action), draws, world, rules);
      const expected = plain.map((before, flat) => {
        const own = levels[Math.floor(flat / count)]!;
        const group = groupOf(flat % count);
        const executed = sticky[flat]! < (group.sticky ?? 0) ? before.previous : action[flat]!;
        const repeated = group.repeats === 'executed' ? executed : action[flat]!;
        repeats += Number(executed !== action[flat]);
        const after = act(own[before.level]!, before, executed, rules.limit);
        const score = before.score + after.reward;
        ends += Number(after.done);
        const next = group.firstLevel + Math.floor(level[flat]! * group.levels);
        const free = freeCells(own[next]!);
        const cell = group.spawn ? free[Math.floor(spawn[flat]! * free.length)]! : own[next]!.start;
        plain[flat] = after.done
          ? { ...begin(own[next]!, cell), level: next, score: 0, previous: 4 }
          : { ...after, level: before.level, score, previous: repeated };
        const replaced = Number(executed !== action[flat]);
        return { reward: after.reward, done: Number(after.done), score, replaced };
      });
      for (const name of ['reward', 'done', 'score', 'replaced'] as const) {
        const values = acted[name].dataSync();
        expected.forEach((one, flat) => expect(values[flat]).toBeCloseTo(one[name], 5));
      }
      environments = acted.environments;
      for (const name of ['cell', 'level', 'age', 'previous'] as const)
        expect(Array.from(environments[name].dataSync())).toEqual(plain.map((one) => one[name]));
      expect(Array.from(environments.present.dataSync())).toEqual(
        plain.flatMap(({ present }) => present.map(Number)),
      );
    }
    // Nothing of this is worth much unless episodes ended and actions stuck.
    expect(ends).toBeGreaterThan(100);
    expect(repeats / (150 * 10)).toBeCloseTo(stickiness * 0.8, 1);
  });

  it('show the agent, objects that are left, and obstacles', () => {
    const { rules, levels, world, environments } = setUp(obstacles);
    const present = tf.tensor(
      new Float32Array(2 * count * 5).map((_, flat) => Number(flat % 5 !== 2)),
      [2, count, 5],
    );
    const seen = observe({ ...environments, present }, world, rules);
    expect(seen.shape).toEqual([2, count, 6 + obstacles]);
    const own = levels[1]![4]!;
    const objects = own.objects.map((cell, index) => (index === 2 ? -1 : cell));
    const row = tf.slice(seen, [1, 7, 0], [1, 1, 6 + obstacles]).dataSync();
    expect(Array.from(row).slice(1)).toEqual([...objects, ...own.obstacles]);
  });

  it('a draw that was rounded to 1 takes the last level', () => {
    const { rules, world, environments } = setUp(obstacles);
    const all = (value: number): tf.Tensor => tf.fill([2, count], value);
    const old = { ...environments, age: all(rules.limit) };
    const draws = { sticky: all(1), level: all(1), spawn: all(1) };
    const { environments: after } = actAll(old, all(4), draws, world, rules);
    const last = Array.from(
      { length: count },
      (_, index) => groupOf(index).firstLevel + groupOf(index).levels - 1,
    );
    expect(Array.from(after.level.dataSync())).toEqual([...last, ...last]);
    expect(Array.from(after.cell.dataSync()).every((cell) => cell >= 0 && cell < 25)).toBe(true);
  });
});

it('draws are a function of seed, stream and update', async () => {
  const { drawsInput } = await import('../../../claims/rl-overfitting/worlds.ts');
  const source = drawsInput(['a', 'b'], 'episodes', 3, 4);
  const late = source(5, 2);
  const size = late.values.length / 2;
  expect(late.shape).toEqual([2, 2, 3, 4, 4]);
  expect(source(6, 1)).toEqual(ndarray(late.values.slice(size) as Float32Array, [1, 2, 3, 4, 4]));
});

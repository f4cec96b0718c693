import * as tf from '@tensorflow/tfjs-core';
import type { TensorRecord } from 'claimcheck/nn';
import { columns, type Rules } from './level-tables.ts';
import { actions, bumpReward, objectCount, stay, timeoutReward } from './room.ts';

/**
 * Environments side by side, [R, E] each but `present` [R, E, 5]: where the agent is, which objects are there (1 or 0),
 * the row of the level, steps and undiscounted reward of the episode so far, and the action that a sticky one repeats.
 */
export interface Environments {
  readonly cell: tf.Tensor;
  readonly present: tf.Tensor;
  readonly level: tf.Tensor;
  readonly age: tf.Tensor;
  readonly score: tf.Tensor;
  readonly previous: tf.Tensor;
}

const environmentNames = ['cell', 'present', 'level', 'age', 'score', 'previous'] as const;

/** The environments among a scan's state. */
export function environmentsIn(state: TensorRecord): Environments {
  return Object.fromEntries(environmentNames.map((name) => [name, state[name]!])) as unknown as Environments;
}

/** What an environment draws for each step, in this order. */
export const drawNames = ['action', 'sticky', 'level', 'spawn'] as const;

/** One step of draws [R, T, 4, E], [R, E] each. */
export function drawsAt(draws: tf.Tensor, step: number): Record<(typeof drawNames)[number], tf.Tensor> {
  const [replicas, , kinds, count] = draws.shape as [number, number, number, number];
  const own = tf.slice(draws, [0, step, 0, 0], [replicas, 1, kinds, count]);
  const parts = tf.unstack(tf.reshape(own, [replicas, kinds, count]), 1);
  return Object.fromEntries(drawNames.map((name, kind) => [name, parts[kind]!])) as ReturnType<
    typeof drawsAt
  >;
}

/** Uniform draws on [0, 1) for one step of each environment, [R, E] each. */
export interface Draws {
  readonly sticky: tf.Tensor;
  readonly level: tf.Tensor;
  readonly spawn: tf.Tensor;
}

/**
 * Tables of levels (see `levelTables`), and of each environment the first of its levels and their number, `firstLevel`
 * and `levelCount`, the probability of a sticky action `sticky`, whether it repeats what was executed in place of what was
 * proposed, `repeatsExecuted` (1 or 0), and whether it starts anywhere, `spawn` (1 or 0): [E] each.
 */
export type WorldData = TensorRecord;

export interface Acted {
  readonly environments: Environments;
  /** [R, E] */
  readonly reward: tf.Tensor;
  /** 1 where an episode ended, [R, E]. */
  readonly done: tf.Tensor;
  /** Undiscounted reward of the episode with this step, [R, E]. */
  readonly score: tf.Tensor;
  /** 1 where another action than the proposed one was executed, [R, E]. */
  readonly replaced: tf.Tensor;
}

const index = (x: tf.Tensor): tf.Tensor => tf.cast(x, 'int32');
const indicator = (x: tf.Tensor): tf.Tensor => tf.cast(x, 'float32');
const choose = (mask: tf.Tensor, yes: tf.Tensor, no: tf.Tensor): tf.Tensor =>
  tf.add(no, tf.mul(mask, tf.sub(yes, no)));
/** One of `count` numbers from 0, from a draw on [0, 1]: rounding to float32 makes 1 of what was less. */
const pick = (draw: tf.Tensor, count: tf.Tensor | number): tf.Tensor =>
  tf.minimum(tf.floor(tf.mul(draw, count)), tf.sub(count, 1));

/** What the rows of the current levels say: cells and rewards of objects [R, E, 5], cells of obstacles [R, E, K]. */
function levelRows({ level }: Pick<Environments, 'level'>, { levels }: WorldData, { obstacles }: Rules) {
  const rows = tf.gather(levels!, index(level), 1, 1);
  const part = (from: number, width: number): tf.Tensor =>
    tf.slice(rows, [0, 0, from], [rows.shape[0], rows.shape[1]!, width]);
  return {
    objects: part(columns.objects, objectCount),
    rewards: part(columns.rewards, objectCount),
    obstacles: obstacles > 0 ? part(columns.obstacles, obstacles) : undefined,
  };
}

/**
 * What an agent sees, as cells: the agent's, each object's while it is there and -1 afterwards, then obstacles,
 * [R, E, 6 + K].
 */
export function observe(environments: Environments, world: WorldData, rules: Rules): tf.Tensor {
  const { objects, obstacles } = levelRows(environments, world, rules);
  const shown = tf.sub(tf.mul(tf.add(objects, 1), environments.present), 1);
  const agent = tf.expandDims(environments.cell, -1);
  return tf.concat(obstacles ? [agent, shown, obstacles] : [agent, shown], -1);
}

/** One step of every environment; those that end begin anew on a level that is drawn for them. */
export function actAll(
  before: Environments,
  action: tf.Tensor,
  draws: Draws,
  world: WorldData,
  rules: Rules,
): Acted {
  const repeats = indicator(tf.less(draws.sticky, world['sticky']!));
  const executed = choose(repeats, before.previous, action);
  const rows = levelRows(before, world, rules);
  const aim = tf.gather(world['moves']!, index(tf.add(tf.mul(before.cell, actions.length), executed)));
  const atBorder = indicator(tf.logicalAnd(tf.equal(aim, before.cell), tf.notEqual(executed, stay)));
  const atObstacle =
    rows.obstacles && tf.sum(indicator(tf.equal(rows.obstacles, tf.expandDims(aim, -1))), -1);
  const cell = atObstacle ? choose(atObstacle, before.cell, aim) : aim;
  const blocked = atObstacle ? tf.add(atBorder, atObstacle) : atBorder;
  const taken = tf.mul(indicator(tf.equal(rows.objects, tf.expandDims(cell, -1))), before.present);
  const [replicas, count] = cell.shape as [number, number];
  const key = tf.reshape(tf.slice(taken, [0, 0, 0], [replicas, count, 1]), [replicas, count]);
  const age = tf.add(before.age, 1);
  const timeout = tf.mul(indicator(tf.greaterEqual(age, rules.limit)), tf.sub(1, key));
  const reward = tf.addN([
    tf.sum(tf.mul(taken, rows.rewards), -1),
    tf.mul(blocked, bumpReward),
    tf.mul(timeout, timeoutReward),
  ]);
  const done = tf.add(key, timeout);
  const score = tf.add(before.score, reward);
  const previous = choose(world['repeatsExecuted']!, executed, action);
  const here = { ...before, cell, age, score, previous };
  const present = tf.sub(before.present, taken);
  const environments = beginWhere(done, { ...here, present }, draws, world, rules);
  return { environments, reward, done, score, replaced: indicator(tf.notEqual(executed, action)) };
}

/** Environments that are done begin an episode: at the level's start, or on a random free cell. */
function beginWhere(
  done: tf.Tensor,
  before: Environments,
  draws: Omit<Draws, 'sticky'>,
  world: WorldData,
  { room, obstacles }: Rules,
): Environments {
  const free = room * room - objectCount - obstacles;
  const level = tf.add(pick(draws.level, world['levelCount']!), world['firstLevel']!);
  const start = tf.gather(world['starts']!, index(level), 1, 1);
  const anywhere = pick(draws.spawn, free);
  const random = tf.gather(world['free']!, index(tf.add(tf.mul(level, free), anywhere)), 1, 1);
  const goesOn = tf.sub(1, done);
  return {
    cell: choose(done, choose(world['spawn']!, random, start), before.cell),
    present: tf.maximum(before.present, tf.expandDims(done, -1)),
    level: choose(done, level, before.level),
    age: tf.mul(before.age, goesOn),
    score: tf.mul(before.score, goesOn),
    previous: choose(done, tf.fill(done.shape, stay), before.previous),
  };
}

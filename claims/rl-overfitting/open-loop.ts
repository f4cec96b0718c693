import { type ArmRunner, createRng, type Rng, type Seed, type Trajectory } from 'claimcheck';
import { act, begin, bestPlan, type Situation } from './environment.ts';
import { freeCells, type Level } from './levels.ts';
import { stay } from './room.ts';
import { type Size, testLevels, trainingLevels } from './pools.ts';
import { stickiness } from './setting.ts';

interface Conditions {
  /** Default 0. */
  readonly sticky?: number;
  /** Default false. */
  readonly spawn?: boolean;
}

/** Undiscounted reward of one episode of a list of actions, blind to what happens; the agent stays when it is over. */
export function playBlindly(
  level: Level,
  plan: readonly number[],
  limit: number,
  rng: Rng,
  { sticky = 0, spawn = false }: Conditions,
): number {
  const free = freeCells(level);
  let situation: Situation = begin(level, spawn ? free[rng.integer(free.length)]! : level.start);
  let previous = stay;
  let score = 0;
  for (let step = 0; ; step++) {
    const executed = rng.uniform() < sticky ? previous : (plan[step] ?? stay);
    const after = act(level, situation, executed, limit);
    score += after.reward;
    if (after.done) return score;
    situation = after;
    previous = executed;
  }
}

/**
 * Agents without learning that know a best plan of each training level by heart. On a test level they play that of some
 * training level.
 */
export const openLoop: ArmRunner<Size> = ({ seeds }, size) =>
  Promise.resolve(seeds.map((seed) => openLoopScores(seed, size)));

function openLoopScores(seed: Seed, size: Size): Trajectory {
  const setting = { agent: 'conv', levels: 10 } as const;
  const levels = trainingLevels(seed, setting, size);
  const plans = levels.map((level) => bestPlan(level, size.limit)!.plan);
  const tests = testLevels(seed, setting, size);
  const rng = createRng(seed, 'open-loop');
  const score = (own: readonly Level[], conditions: Conditions): number => {
    let sum = 0;
    for (let episode = 0; episode < size.episodes; episode++) {
      const plan = plans[episode % plans.length]!;
      sum += playBlindly(own[episode % own.length]!, plan, size.limit, rng, conditions);
    }
    return sum / size.episodes;
  };
  const values = {
    train: score(levels, {}),
    sticky: score(levels, { sticky: stickiness }),
    spawn: score(levels, { spawn: true }),
    both: score(levels, { sticky: stickiness, spawn: true }),
    test: score(tests, {}),
  };
  const at = { train: [0], test: [0] };
  return { steps: 0, values, series: { train: [values.train], test: [values.test] }, at };
}

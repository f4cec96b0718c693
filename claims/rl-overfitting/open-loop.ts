import { arm, type ArmRunner, createRng, type Rng, type Seed, type Trajectory } from 'claimcheck';
import { act, begin, bestPlan, type Situation } from './environment.ts';
import { freeCells, type Level } from './levels.ts';
import { stay } from './room.ts';
import { familiarShare, type Size, testLevels, trainingLevels } from './pools.ts';
import { conditions } from './setting.ts';
import type { Group } from './worlds.ts';

/** Whose levels they know; no agent is trained. */
const setting = { agent: 'conv', levels: 10 } as const;

type Conditions = Pick<Group, 'sticky' | 'repeats' | 'spawn'>;

/** Undiscounted reward of one episode of a list of actions, blind to what happens; the agent stays when it is over. */
export function playBlindly(
  level: Level,
  plan: readonly number[],
  limit: number,
  rng: Rng,
  { sticky = 0, repeats = 'proposed', spawn = false }: Conditions,
): number {
  const free = freeCells(level);
  let situation: Situation = begin(level, spawn ? free[rng.integer(free.length)]! : level.start);
  let previous = stay;
  let score = 0;
  for (let step = 0; ; step++) {
    const proposed = plan[step] ?? stay;
    const executed = rng.uniform() < sticky ? previous : proposed;
    const after = act(level, situation, executed, limit);
    score += after.reward;
    if (after.done) return score;
    situation = after;
    previous = repeats === 'executed' ? executed : proposed;
  }
}

/**
 * Agents without learning that know a best plan of each training level by heart. On a test level they play that of some
 * training level.
 */
export const openLoop: ArmRunner<Size> = arm(
  { agent: 'best plans by heart', levels: setting.levels },
  ({ seeds }, size: Size) => Promise.resolve(seeds.map((seed) => openLoopScores(seed, size))),
);

function openLoopScores(seed: Seed, size: Size): Trajectory {
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
  const scores = Object.entries<Group>(conditions(levels.length, size)).map(
    ([name, own]) => [name, score(name === 'test' ? tests : levels, own)] as const,
  );
  const values: Record<string, number> = {
    ...Object.fromEntries(scores),
    familiar: familiarShare(levels, tests),
    // Nothing is proposed by plans that are not asked.
    replaced: NaN,
  };
  const at = { train: [0], test: [0] };
  return { steps: 0, values, series: { train: [values['train']!], test: [values['test']!] }, at };
}

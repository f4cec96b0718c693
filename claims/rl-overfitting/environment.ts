import type { Level } from './levels.ts';
import { bumpReward, neighbour, stay, timeoutReward } from './room.ts';

/** Where an episode stands. */
export interface Situation {
  readonly cell: number;
  /** Of each object, whether it is still there. */
  readonly present: readonly boolean[];
  /** Steps taken. */
  readonly age: number;
}

export interface Transition extends Situation {
  readonly reward: number;
  readonly done: boolean;
}

/** Begin of an episode, at the level's own start or at another free cell. */
export function begin(level: Level, cell = level.start): Situation {
  return { cell, present: level.objects.map(() => true), age: 0 };
}

/** One step of the rules, of appendix A.1, without learning: what is not reached in `limit` steps costs 1. */
export function act(
  level: Level,
  { cell, present, age }: Situation,
  action: number,
  limit: number,
): Transition {
  const aim = neighbour(level.room, cell, action);
  const blocked = action !== stay && (aim === cell || level.obstacles.includes(aim));
  const next = blocked ? cell : aim;
  const taken = level.objects.findIndex((object, index) => object === next && present[index]);
  const timeout = taken !== 0 && age + 1 >= limit;
  return {
    cell: next,
    present: present.map((there, index) => there && index !== taken),
    age: age + 1,
    reward: (blocked ? bumpReward : 0) + (level.rewards[taken] ?? 0) + (timeout ? timeoutReward : 0),
    done: taken === 0 || timeout,
  };
}

/**
 * The shortest of the plans that end with the key and the largest reward, by exhaustive search over cells and objects
 * left; undefined where no plan reaches the key in `limit` steps.
 */
export function bestPlan(
  level: Level,
  limit: number,
): { readonly plan: number[]; readonly score: number } | undefined {
  // Breadth first: situations of equal cell and objects differ in bumps alone, and a plan without bumps is never longer.
  let front = [{ situation: begin(level), plan: [] as number[], score: 0 }];
  const seen = new Set<string>();
  let best: { plan: number[]; score: number } | undefined;
  for (let age = 0; age < limit && front.length > 0; age++) {
    const next: typeof front = [];
    for (const { situation, plan, score } of front) {
      for (let action = 0; action < stay; action++) {
        if (blockedIn(level, situation.cell, action)) continue;
        const after = act(level, situation, action, limit + 1);
        const longer = { situation: after, plan: [...plan, action], score: score + after.reward };
        if (after.done) {
          if (!best || longer.score > best.score + 1e-9) best = longer;
          continue;
        }
        const name = `${after.cell}/${after.present.join()}`;
        if (seen.has(name)) continue;
        seen.add(name);
        next.push(longer);
      }
    }
    front = next;
  }
  return best && { plan: best.plan, score: best.score };
}

function blockedIn({ room, obstacles }: Level, cell: number, action: number): boolean {
  const aim = neighbour(room, cell, action);
  return aim === cell || obstacles.includes(aim);
}

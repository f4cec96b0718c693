import fc from 'fast-check';
import { type CaseResult, createRng } from 'claimcheck';
import { act, begin, bestPlan } from './environment.ts';
import {
  freeCells,
  isSolvable,
  type Level,
  levelOf,
  type LevelOptions,
  testIds,
  trainingIds,
} from './levels.ts';
import { actions, bumpReward, objectCount, optimum, timeoutReward } from './room.ts';

/** The parts of the protocol that a mutant may break. */
export interface Protocol {
  readonly levelOf: typeof levelOf;
  readonly act: typeof act;
  readonly testIds: typeof testIds;
}

export const protocol: Protocol = { levelOf, act, testIds };

export interface Case {
  readonly seed: string;
  readonly room: number;
  readonly obstacles: number;
  readonly flip: number;
  /** Training levels, and the place among them of the one that is played. */
  readonly levels: number;
  readonly place: number;
  readonly limit: number;
}

export const cases: fc.Arbitrary<Case> = fc.record({
  seed: fc.integer({ min: 0 }).map(String),
  room: fc.integer({ min: 4, max: 6 }),
  obstacles: fc.integer({ min: 0, max: 3 }),
  flip: fc.constantFrom(0.2, 0.5, 1),
  levels: fc.integer({ min: 1, max: 10_000 }),
  place: fc.nat(),
  limit: fc.integer({ min: 2, max: 40 }),
});

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const layoutOf = ({ start, objects, obstacles }: Level) => ({ start, objects, obstacles });

/** Whether pools, levels and rules are as the paper has them, with the protocol's parts put in. */
export function follows({ levelOf, act, testIds }: Protocol, value: Case): CaseResult {
  const { seed, room, obstacles, flip, levels, place, limit } = value;
  const own = trainingIds(levels);
  const id = own[place % levels]!;
  const options = { room, obstacles };
  const plain = levelOf(seed, id, options);
  const flipped = levelOf(seed, id, { ...options, flip });
  const best = [plain, flipped].map(
    (level) => bestPlan(level, room * room * objectCount)?.score ?? -Infinity,
  );
  const error = Math.max(...best.map((score) => Math.abs(score - optimum)));
  const trained = new Set(own);
  const checks = [
    !testIds(levels).some((test) => trained.has(test)),
    same(plain, levelOf(seed, id, options)),
    testLayoutsAreNew(levelOf, seed, options),
    signsAlone(plain, flipped, levelOf(seed, id, { ...options, solvable: false })),
    error < 1e-9,
    ...[plain, flipped].map((level) => freeCellsAreFree(level) && episodeFollows(act, level, limit, seed)),
  ];
  return { holds: checks.every(Boolean), error };
}

/** The first test levels are not the first training levels, which chance alone would hardly make of so many. */
function testLayoutsAreNew(levelOf: Protocol['levelOf'], seed: string, options: LevelOptions): boolean {
  const layouts = (ids: readonly number[]) => ids.map((id) => layoutOf(levelOf(seed, id, options)));
  return !same(layouts(trainingIds(3)), layouts(protocol.testIds(3)));
}

/** Flips change no layout, but where plain or flipped signs rule the first one out. */
function signsAlone(plain: Level, flipped: Level, first: Level): boolean {
  const forced = [plain, flipped].some(({ rewards }) => !isSolvable({ ...first, rewards }));
  return forced || same(layoutOf(plain), layoutOf(flipped));
}

function freeCellsAreFree(level: Level): boolean {
  const taken = [...level.objects, ...level.obstacles];
  const free = freeCells(level);
  return free.length + taken.length === level.room ** 2 && free.every((cell) => !taken.includes(cell));
}

/** A random walk earns what it takes, loses what it bumps, and ends with the key or at the limit. */
function episodeFollows(act: Protocol['act'], level: Level, limit: number, seed: string): boolean {
  const rng = createRng(seed, 'walk');
  let before = begin(level);
  for (;;) {
    const action = rng.integer(actions.length);
    const after = act(level, before, action, limit);
    const taken = level.objects.findIndex((cell, index) => cell === after.cell && before.present[index]);
    const late = taken !== 0 && after.age >= limit;
    const bumped = action < 4 && after.cell === before.cell;
    const earned = (level.rewards[taken] ?? 0) + (late ? timeoutReward : 0) + (bumped ? bumpReward : 0);
    if (after.age > limit || Math.abs(after.reward - earned) > 1e-12) return false;
    if (after.done !== (taken === 0 || late) || level.obstacles.includes(after.cell)) return false;
    if (after.done) return true;
    before = after;
  }
}

import { createRng, type Rng, type Seed, UserError } from 'claimcheck';
import { keyReward, neighbour, objectCount, stay } from './room.ts';

/** A maze: cells are numbered row by row. */
export interface Level {
  readonly room: number;
  readonly start: number;
  /** Cell of each object; object 0 is the key. */
  readonly objects: readonly number[];
  /** Of taking each object, once. */
  readonly rewards: readonly number[];
  /** Cells that cannot be entered. */
  readonly obstacles: readonly number[];
}

export interface LevelOptions {
  /** Cells along each side. */
  readonly room: number;
  /** Default 0: an empty room. */
  readonly obstacles?: number;
  /** Probability p with which the sign of each object but the key is flipped. Default 0. */
  readonly flip?: number;
  /** Which draw of the signs, for levels whose layout stays. Default 0. */
  readonly signDraw?: number;
  /** Layouts are drawn until one is solvable. Default true. */
  readonly solvable?: boolean;
}

/** First id of the levels for testing; those for training are below. */
const firstTestId = 1_000_000;

/** Ids of `count` training levels from `first` on. */
export function trainingIds(count: number, first = 0): number[] {
  if (first + count > firstTestId) {
    throw new UserError(
      `${count} training levels from ${first} on reach the levels for testing, from ${firstTestId} on`,
      'use fewer levels, or a smaller first id',
    );
  }
  return Array.from({ length: count }, (_, index) => first + index);
}

/** Ids of `count` levels for testing. */
export function testIds(count: number): number[] {
  return Array.from({ length: count }, (_, index) => firstTestId + index);
}

const plainSigns = [1, 1, -1, -1];

/**
 * The level of an integer id: layout and signs are drawn from streams of their own, so that flips change no layout,
 * unless the flipped level could not be solved. The seed stands for the world that all ids are levels of.
 */
export function levelOf(seed: Seed, id: number, options: LevelOptions): Level {
  const { room, obstacles = 0, flip = 0, signDraw = 0, solvable = true } = options;
  const layouts = createRng(seed, `layout/${id}`);
  const rewards = rewardsOf(flip === 0 ? plainSigns : flippedSigns(seed, id, flip, signDraw));
  for (;;) {
    const cells = distinctCells(layouts, room * room, 1 + objectCount + obstacles);
    const level = {
      ...{ room, rewards, start: cells[0]! },
      objects: cells.slice(1, 1 + objectCount),
      obstacles: cells.slice(1 + objectCount),
    };
    if (!solvable || isSolvable(level)) return level;
  }
}

/** Signs of objects 1 to 4; drawn until one is positive, so that there is something to collect. */
function flippedSigns(seed: Seed, id: number, flip: number, signDraw: number): number[] {
  const rng = createRng(seed, `signs/${id}/${signDraw}`);
  for (;;) {
    const signs = plainSigns.map((sign) => (rng.uniform() < flip ? -sign : sign));
    if (signs.includes(1)) return signs;
  }
}

/** Scaled so that the positive objects are worth 2 in sum. */
function rewardsOf(signs: readonly number[]): number[] {
  const positive = signs.filter((sign) => sign > 0).length;
  return [keyReward, ...signs.map((sign) => (2 * sign) / positive)];
}

function distinctCells(rng: Rng, cells: number, count: number): number[] {
  const order = Array.from({ length: cells }, (_, cell) => cell);
  for (let at = 0; at < count; at++) {
    const other = at + rng.integer(cells - at);
    const cell = order[at]!;
    order[at] = order[other]!;
    order[other] = cell;
  }
  return order.slice(0, count);
}

/** Whether a walk that enters no negative object takes every positive one and then the key. */
export function isSolvable({ room, start, objects, rewards, obstacles }: Level): boolean {
  const [key] = objects;
  const wanted = objects.filter((_, index) => rewards[index]! > 0);
  // 1: not to be entered again, or at all.
  const closed = new Uint8Array(room * room);
  for (const cell of [start, ...obstacles]) closed[cell] = 1;
  objects.forEach((cell, index) => (closed[cell] = Number(rewards[index]! < 0)));
  const reached = [start];
  for (const cell of reached) {
    // The key ends the episode: it can be reached, but not passed.
    if (cell === key) continue;
    for (let action = 0; action < stay; action++) {
      const next = neighbour(room, cell, action);
      if (closed[next] === 1) continue;
      closed[next] = 1;
      reached.push(next);
    }
  }
  return wanted.every((cell) => reached.includes(cell));
}

/** Cells without objects and obstacles: where an agent may be put. */
export function freeCells({ room, objects, obstacles }: Level): number[] {
  const taken = new Set([...objects, ...obstacles]);
  return Array.from({ length: room * room }, (_, cell) => cell).filter((cell) => !taken.has(cell));
}

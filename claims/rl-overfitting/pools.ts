import type { Seed, TierSize } from 'claimcheck';
import type { AgentName, AgentSizes } from './agents.ts';
import { type Level, levelOf, testIds, trainingIds } from './levels.ts';

export interface Size extends TierSize {
  readonly updates: number;
  /** Cells along each side of the room. */
  readonly room: number;
  /** Steps after which an episode ends. */
  readonly limit: number;
  /** Steps of each environment in an update. */
  readonly unroll: number;
  /** Environments that send gradients, and those that only play, on test levels. */
  readonly learners: number;
  readonly testers: number;
  readonly learningRate: number;
  readonly agents: AgentSizes;
  /** Of each condition in the final evaluation, one on each of as many test levels. */
  readonly episodes: number;
}

export interface Setting {
  readonly agent: AgentName;
  /** Training levels. */
  readonly levels: number;
  /** Id of the first one. Default 0; a larger one makes for other levels. */
  readonly firstId?: number;
  /** Probability that the sign of an object's reward is flipped in a training level. Default 0. */
  readonly flip?: number;
  /** Of each training level, this many draws of the signs, one of which is in force in each episode. Default 1. */
  readonly signDraws?: number;
  /** Obstacles in every level. Default 0. */
  readonly obstacles?: number;
  /** Training with sticky actions of probability 0.25 and random starts. Default false. */
  readonly stochastic?: boolean;
}

/** The training levels of a seed. */
export function trainingLevels(seed: Seed, setting: Setting, { room }: Pick<Size, 'room'>): Level[] {
  const { levels, firstId = 0, flip = 0, signDraws = 1, obstacles = 0 } = setting;
  return trainingIds(levels, firstId).flatMap((id) => {
    const draws = Array.from({ length: signDraws }, (_, signDraw) =>
      levelOf(seed, id, { room, obstacles, flip, signDraw }),
    );
    // Signs that the layout cannot be solved with have changed it; others take their turn.
    const kept = draws.filter((draw) => layoutOf(draw) === layoutOf(draws[0]!));
    return draws.map((_, signDraw) => kept[signDraw % kept.length]!);
  });
}

/** Start and cells of a level, whatever its objects are worth. */
const layoutOf = ({ start, objects, obstacles }: Level): string =>
  [start, objects.join(), obstacles.join()].join('/');

/** Share of the test levels whose layout is that of a training level. */
export function familiarShare(training: readonly Level[], test: readonly Level[]): number {
  const known = new Set(training.map(layoutOf));
  return test.filter((level) => known.has(layoutOf(level))).length / test.length;
}

export function testLevels(
  seed: Seed,
  { obstacles = 0 }: Setting,
  { room, episodes }: Pick<Size, 'room' | 'episodes'>,
) {
  return testIds(episodes).map((id) => levelOf(seed, id, { room, obstacles }));
}

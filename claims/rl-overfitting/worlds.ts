import { createRng, type NdArray, ndarray, type NdRecord, type Seed, stack } from 'claimcheck';
import { drawNames } from './batched-environment.ts';
import { levelTables, type Rules } from './level-tables.ts';
import { freeCells, type Level } from './levels.ts';
import { objectCount, stay } from './room.ts';

/** Environments that draw their episodes from the same levels, a stretch of the table, under the same conditions. */
export interface Group {
  readonly environments: number;
  readonly firstLevel: number;
  readonly levels: number;
  /** Probability of a sticky action. Default 0. */
  readonly sticky?: number;
  /** What a sticky action repeats: the one proposed before (the paper's default) or the one executed (its alternative). */
  readonly repeats?: 'proposed' | 'executed';
  /** Whether episodes start on a random free cell. Default: at the level's start. */
  readonly spawn?: boolean;
}

const perEnvironment = (groups: readonly Group[], of: (group: Group, index: number) => number): number[] =>
  groups.flatMap((group) => Array.from({ length: group.environments }, (_, index) => of(group, index)));

/** Tables of each replica's levels, and what the environments of the groups know: [E] each. */
export function worldData(
  levels: readonly (readonly Level[])[],
  groups: readonly Group[],
  rules: Rules,
): NdRecord {
  const vector = (of: (group: Group) => number): NdArray => {
    const values = perEnvironment(groups, of);
    return ndarray(values, [values.length]);
  };
  return {
    ...levelTables(levels, rules),
    firstLevel: vector(({ firstLevel }) => firstLevel),
    levelCount: vector(({ levels }) => levels),
    sticky: vector(({ sticky = 0 }) => sticky),
    repeatsExecuted: vector(({ repeats = 'proposed' }) => Number(repeats === 'executed')),
    spawn: vector(({ spawn = false }) => Number(spawn)),
  };
}

/**
 * First episodes: a group's environments take its levels in turn.
 * @param staggered episodes begin at a random age, so that the first ones do not end together. Default false.
 */
export function firstEpisodes(
  seeds: readonly Seed[],
  levels: readonly (readonly Level[])[],
  groups: readonly Group[],
  { limit }: Rules,
  { staggered = false }: { readonly staggered?: boolean } = {},
): NdRecord {
  const row = perEnvironment(groups, ({ firstLevel, levels: count }, index) => firstLevel + (index % count));
  const spawned = perEnvironment(groups, ({ spawn = false }) => Number(spawn));
  const perReplica = (of: (seed: Seed, own: readonly Level[]) => number[]): NdArray =>
    stack(seeds.map((seed, replica) => ndarray(of(seed, levels[replica]!), [row.length])));
  const all = (value: number): NdArray => perReplica(() => row.map(() => value));
  return {
    cell: perReplica((seed, own) => {
      const rng = createRng(seed, 'first-cells');
      return row.map((level, index) => {
        if (spawned[index] === 0) return own[level]!.start;
        const free = freeCells(own[level]!);
        return free[rng.integer(free.length)]!;
      });
    }),
    age: perReplica((seed) => {
      const rng = createRng(seed, 'first-ages');
      return row.map(() => (staggered ? rng.integer(limit) : 0));
    }),
    level: perReplica(() => row),
    present: ndarray(new Float32Array(seeds.length * row.length * objectCount).fill(1), [
      ...[seeds.length, row.length, objectCount],
    ]),
    score: all(0),
    previous: all(stay),
  };
}

/** Uniform draws for `unroll` steps of all environments in each of the updates asked for: [count, R, unroll, 4, E]. */
export function drawsInput(seeds: readonly Seed[], stream: string, unroll: number, environments: number) {
  const shape = [unroll, drawNames.length, environments];
  const size = unroll * drawNames.length * environments;
  return (from: number, count: number): NdArray => {
    const values = new Float32Array(count * seeds.length * size);
    for (let step = 0; step < count; step++) {
      seeds.forEach((seed, replica) => {
        const draws = createRng(seed, `${stream}/${from + step}`).uniforms(size);
        values.set(draws, (step * seeds.length + replica) * size);
      });
    }
    return ndarray(values, [count, seeds.length, ...shape]);
  };
}

import { type NdArray, ndarray, type NdRecord, stack } from 'claimcheck';
import { freeCells, type Level } from './levels.ts';
import { moveTable, objectCount } from './room.ts';

/** What a batch of environments knows of its rules; sizes of tensors follow from it. */
export interface Rules {
  readonly room: number;
  readonly obstacles: number;
  /** Steps after which an episode without the key ends. */
  readonly limit: number;
}

/** Columns of a level's row: objects, rewards, then obstacles. */
export const columns = { objects: 0, rewards: objectCount, obstacles: 2 * objectCount } as const;

/**
 * Levels of every replica as tensors: `levels` [R, N, columns], `starts` [R, N], the cells that an agent may be put on
 * `free` [R, N * cells], and the `moves` [cells * actions] that all share.
 */
export function levelTables(levels: readonly (readonly Level[])[], { room }: Rules): NdRecord {
  const perReplica = (of: (own: readonly Level[]) => NdArray): NdArray => stack(levels.map(of));
  const flat = (own: readonly Level[], row: (level: Level) => readonly number[], shape: number[]): NdArray =>
    ndarray(Float32Array.from(own.flatMap(row)), shape);
  return {
    levels: perReplica((own) => {
      const rows = own.map(({ objects, rewards, obstacles }) => [...objects, ...rewards, ...obstacles]);
      return ndarray(Float32Array.from(rows.flat()), [own.length, rows[0]!.length]);
    }),
    starts: perReplica((own) => flat(own, ({ start }) => [start], [own.length])),
    free: perReplica((own) => {
      const rows = own.map(freeCells);
      return ndarray(Float32Array.from(rows.flat()), [own.length * rows[0]!.length]);
    }),
    moves: ndarray(moveTable(room), [room * room * 5]),
  };
}

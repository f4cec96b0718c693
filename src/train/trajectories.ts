import type { NdArray, NdRecord, Trajectory } from '#core';

export interface TrajectoryParts {
  /** Optimizer steps taken. */
  readonly steps: number;
  /** [points, R] each. */
  readonly series: NdRecord;
  /** [R] each. */
  readonly values?: NdRecord;
  /** Steps of the points of series that do not have one point per step, by series name. */
  readonly at?: Readonly<Record<string, readonly number[]>>;
}

/** Takes metrics of R replicas apart: one trajectory per replica, in replica order. */
export function trajectoriesOf({ steps, series, values = {}, at }: TrajectoryParts): Trajectory[] {
  const replicas = replicasOf(series, values);
  return Array.from({ length: replicas }, (_, replica) => ({
    steps,
    series: mapRecord(series, (array) => column(array, replica)),
    values: mapRecord(values, (array) => array.values[replica]!),
    ...(at && { at }),
  }));
}

/** Replica r's column of an array [points, R]. */
export function column({ shape, values }: NdArray, replica: number): Float32Array {
  const [points, replicas] = shape as [number, number];
  return Float32Array.from({ length: points }, (_, point) => values[point * replicas + replica]!);
}

function replicasOf(series: NdRecord, values: NdRecord): number {
  const counts = new Map<string, number>();
  for (const [name, { shape }] of Object.entries(series)) counts.set(name, counted(name, shape, 2));
  for (const [name, { shape }] of Object.entries(values)) counts.set(name, counted(name, shape, 1));
  const distinct = new Set(counts.values());
  if (distinct.size === 1) return [...distinct][0]!;
  const listed = [...counts].map(([name, count]) => `${name}: ${count}`).join(', ');
  throw new Error(`trajectories need one number of replicas, got ${listed || 'no series and no values'}`);
}

function counted(name: string, shape: readonly number[], rank: number): number {
  if (shape.length === rank) return shape.at(-1)!;
  throw new Error(
    `'${name}' has shape [${shape.join(', ')}]: ${rank === 2 ? 'series are [points, replicas]' : 'values are [replicas]'}`,
  );
}

function mapRecord<Value>(record: NdRecord, map: (array: NdArray) => Value): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).map(([name, array]) => [name, map(array)]));
}

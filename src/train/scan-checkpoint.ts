import { createHash } from 'node:crypto';
import { canonicalJson, type NdRecord, ndarray, type ScanCheckpoint, specsOf } from '#core';
import type { EngineName } from '#engine';
import type { ScanOptions } from './scan-options.ts';

const metricPrefix = 'metric/';
const observationPrefix = 'observation/';
const stoppedName = 'stopped';
const observedName = 'observed';

/** A checkpoint taken apart. */
export interface Resumed {
  readonly step: number;
  readonly state: NdRecord;
  readonly metrics: NdRecord;
  readonly observations: NdRecord;
  /** Rows of observations: also where they have no arrays. */
  readonly observed: number;
  readonly stopped: boolean;
}

/**
 * Key of a scan's checkpoint: its name and a hash of everything given as data, so that a checkpoint of other seeds or
 * settings is never mistaken for this scan's.
 */
export function checkpointKey(options: ScanOptions, engine: EngineName): string {
  const { name, state, data = {}, steps, record, every = 1, observe } = options;
  const hash = createHash('sha256');
  const observeEvery = observe?.every;
  hash.update(
    canonicalJson({ engine, steps, record, every, observeEvery, specs: [specsOf(state), specsOf(data)] }),
  );
  for (const part of [state, data]) {
    for (const array of Object.keys(part).sort()) {
      const { buffer, byteOffset, byteLength } = part[array]!.values;
      hash.update(new Uint8Array(buffer, byteOffset, byteLength));
    }
  }
  return `${name}-${hash.digest('hex').slice(0, 16)}`;
}

/** Packs a scan's position into the form that stores keep. */
export function toCheckpoint(position: Resumed): ScanCheckpoint {
  const { step, state, metrics, observations, observed, stopped } = position;
  return {
    step,
    state,
    metrics: {
      ...renamed(metrics, (name) => metricPrefix + name),
      ...renamed(observations, (name) => observationPrefix + name),
      [observedName]: ndarray([observed], [], 'int32'),
      [stoppedName]: ndarray([stopped ? 1 : 0], [], 'bool'),
    },
  };
}

export function fromCheckpoint({ step, state, metrics }: ScanCheckpoint): Resumed {
  return {
    step,
    state,
    metrics: underPrefix(metrics, metricPrefix),
    observations: underPrefix(metrics, observationPrefix),
    observed: metrics[observedName]?.values[0] ?? 0,
    stopped: metrics[stoppedName]?.values[0] === 1,
  };
}

function underPrefix(record: NdRecord, prefix: string): NdRecord {
  const own = Object.entries(record).filter(([name]) => name.startsWith(prefix));
  return renamed(Object.fromEntries(own), (name) => name.slice(prefix.length));
}

function renamed(record: NdRecord, rename: (name: string) => string): NdRecord {
  return Object.fromEntries(Object.entries(record).map(([name, array]) => [rename(name), array]));
}

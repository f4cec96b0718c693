import { z } from 'zod';
import { hashOf, type ResultStore } from '#core';
import { machineSchema, thisMachine } from './machine.ts';

/** What a unit took when it was trained, and on which machine. */
const recordSchema = z.object({
  seconds: z.number(),
  /** Most memory that its process had held until then. */
  megabytes: z.number(),
  machine: machineSchema,
});

export type UnitRecord = z.infer<typeof recordSchema>;

const besides = (key: string): string => hashOf({ unitOf: key });

/** What stands in a store beside the unit of a key; undefined of a unit from before it was kept. */
export function recordOf(results: Pick<ResultStore, 'load'>, key: string): UnitRecord | undefined {
  return recordSchema.safeParse(results.load(besides(key))).data;
}

/** Leaves a record beside each unit that is trained through it: what is asked for and not there is trained until it is saved. */
export function recordingUnits(results: ResultStore, through: ResultStore = results): ResultStore {
  const begun = new Map<string, number>();
  return {
    load(key) {
      const value = through.load(key);
      if (value === undefined) begun.set(key, performance.now());
      return value;
    },
    save(key, value) {
      const start = begun.get(key);
      // The record comes first: where the unit is, it is as well.
      if (start !== undefined) results.save(besides(key), recordSince(start));
      through.save(key, value);
    },
  };
}

function recordSince(start: number): UnitRecord {
  return {
    seconds: Number(((performance.now() - start) / 1000).toFixed(3)),
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    machine: thisMachine(),
  };
}

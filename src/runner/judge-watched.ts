import { judge, type Claim, type Evidence, type JudgeOptions } from '#claim';
import { hashOf, type ResultStore } from '#core';
import type { CanaryRecord } from '#engine';
import { Canary, underCanary } from '#train';
import { z } from 'zod';
import { canarySchema } from './canary-schema.ts';
import { compilerKey } from './compiler-key.ts';
import { recordingUnits } from './units/unit-records.ts';

/** A claim's evidence, and what the first steps of its programs gave beside another engine. */
export interface Watched {
  readonly evidence: Evidence;
  readonly canary: readonly CanaryRecord[];
}

/** Judges a claim whose programs are held against another engine before they count: see `watched`. */
export async function judgeWatched(claim: Claim, options: JudgeOptions): Promise<Watched> {
  const { result: evidence, canary } = await watched(options, (own) => judge(claim, own));
  return { evidence, canary };
}

/**
 * Trains with programs that are held against another engine before they count. Batches that are read back bring along what
 * was seen when they were trained.
 * @param work is given the options, with a store that keeps what was seen and what each batch took
 * @throws CanaryError when an engine computes something else than the other
 */
export async function watched<Options extends JudgeOptions, Result>(
  options: Options,
  work: (options: Options) => Promise<Result>,
): Promise<{ readonly result: Result; readonly canary: readonly CanaryRecord[] }> {
  const { results } = options;
  const canary = new Canary({ store: results, machine: await compilerKey() });
  const remembering = results && { results: recordingUnits(results, withRecords(results, canary)) };
  const result = await underCanary(canary, () => work({ ...options, ...remembering }));
  return { result, canary: canary.records };
}

const recordsSchema = z.array(canarySchema);

function withRecords(results: ResultStore, canary: Canary): ResultStore {
  const besides = (key: string): string => hashOf({ canaryOf: key });
  return {
    load(key) {
      const value = results.load(key);
      if (value !== undefined) canary.add(recordsSchema.safeParse(results.load(besides(key))).data ?? []);
      return value;
    },
    save(key, value) {
      results.save(besides(key), canary.takeRecent());
      results.save(key, value);
    },
  };
}

import { judge, type Claim, type Evidence, type JudgeOptions } from '#claim';
import { hashOf, type ResultStore } from '#core';
import type { CanaryRecord } from '#engine';
import { Canary, underCanary } from '#train';
import { z } from 'zod';
import { canarySchema } from './canary-schema.ts';
import { compilerKey } from './compiler-key.ts';

/** A claim's evidence, and what the first steps of its programs gave beside another engine. */
export interface Watched {
  readonly evidence: Evidence;
  readonly canary: readonly CanaryRecord[];
}

/**
 * Judges a claim whose programs are held against another engine before they count. Batches that are read back bring
 * along what was seen when they were trained.
 * @throws CanaryError when an engine computes something else than the other
 */
export async function judgeWatched(claim: Claim, options: JudgeOptions): Promise<Watched> {
  const { results } = options;
  const canary = new Canary({ store: results, machine: await compilerKey() });
  const remembering = results && { results: withRecords(results, canary) };
  const evidence = await underCanary(canary, () => judge(claim, { ...options, ...remembering }));
  return { evidence, canary: canary.records };
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

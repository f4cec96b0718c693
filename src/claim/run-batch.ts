import { canonicalJson, hashOf, programRecord, type ScanRecord, scanRecord, UserError } from '#core';
import type { RunContext, Seed, Trajectory } from '#core';
import { z } from 'zod';
import { show } from './describe-issues.ts';
import { number } from './evidence-schema.ts';
import { measureRun } from './measure-run.ts';
import { seedStreamOf } from './seed-stream.ts';
import type { JudgeOptions } from './judge-options.ts';
import { subsample } from './subsample.ts';
import type { EmpiricalClaim, TierSize } from './types.ts';

/** One arm's runs on the seeds between two looks, reduced to what evidence needs. */
const batchSchema = z.object({
  runs: z.array(
    z.object({
      measures: z.record(z.string(), number),
      lines: z.record(z.string(), z.object({ x: z.array(number), y: z.array(number) })),
      steps: number,
      /** Names of all series, where one of the claim's curves is not among them. */
      recorded: z.array(z.string()).exactOptional(),
      program: programRecord.exactOptional(),
      /** Of the first run: what the scans of the batch trained. */
      scans: z.array(scanRecord).exactOptional(),
    }),
  ),
});

export type ArmRun = z.infer<typeof batchSchema>['runs'][number];

export interface BatchRequest {
  readonly claim: EmpiricalClaim;
  readonly arm: string;
  readonly size: TierSize;
  readonly seeds: readonly Seed[];
  /** How many of the seeds, from the first, keep their curves. */
  readonly withCurves: number;
  readonly options: JudgeOptions;
  readonly onProgress?: RunContext['onProgress'];
}

/** Trains one arm on a batch of seeds, or reads what an earlier run of the same content left in the store. */
export async function runBatch(request: BatchRequest): Promise<readonly ArmRun[]> {
  const { options } = request;
  const stored = keptBatch(request);
  if (stored) return frozen(stored);
  const key = batchKey(request);
  options.signal?.throwIfAborted();
  const text = canonicalJson({ runs: await train(request, key) });
  options.results?.save(key, JSON.parse(text));
  // What was just trained takes the way of what is read back, so that both give the same evidence (-0 becomes 0).
  return frozen(batchSchema.parse(JSON.parse(text)).runs);
}

/** What an earlier run of the same content left in the store. */
export function keptBatch(request: Omit<BatchRequest, 'onProgress'>): readonly ArmRun[] | undefined {
  const stored = batchSchema.safeParse(request.options.results?.load(batchKey(request)));
  return stored.success && stored.data.runs.length === request.seeds.length ? stored.data.runs : undefined;
}

/** What a claim's functions are given is what is stored: they may look at it, not change it. */
function frozen(runs: readonly ArmRun[]): readonly ArmRun[] {
  for (const { measures } of runs) Object.freeze(measures);
  return runs;
}

function batchKey({
  claim,
  arm,
  size,
  seeds,
  withCurves,
  options,
}: Omit<BatchRequest, 'onProgress'>): string {
  return hashOf({
    salt: options.salt ?? '',
    ...seedStreamOf(claim),
    tier: options.tier,
    size,
    seeds,
    curves: Object.keys(claim.curves).sort(),
    withCurves,
    arm,
    engine: options.engine,
  });
}

async function train(request: BatchRequest, key: string): Promise<ArmRun[]> {
  const { claim, arm, size, seeds, options, onProgress } = request;
  const checkpoints = options.checkpoints?.(key);
  const scans: ScanRecord[] = [];
  const context: RunContext = {
    seeds,
    engine: options.engine,
    threads: options.threads,
    scanNames: new Set(),
    onScan: (record) => scans.push(record),
    ...(onProgress && { onProgress }),
    ...(options.signal && { signal: options.signal }),
    ...(checkpoints && { checkpoints }),
    ...(options.seedResults && { seedResults: options.seedResults }),
    ...(options.code && { code: options.code }),
  };
  const trajectories = await returnedBy(claim, arm, context, size);
  // Whatever an arm returns after an abort may be cut short: it must not be kept under this key.
  options.signal?.throwIfAborted();
  const returned: unknown = trajectories;
  if (!Array.isArray(returned)) {
    throw new UserError(
      `claim ${claim.id}: arm "${arm}" returned ${show(returned)}`,
      'return a list with one trajectory per seed, in the order of run.seeds',
    );
  }
  if (trajectories.length !== seeds.length) {
    throw new UserError(
      `claim ${claim.id}: arm "${arm}" returned ${trajectories.length} trajectories for ${seeds.length} seeds; return one per seed, in the order of run.seeds`,
    );
  }
  return trajectories.map((trajectory, index) => ({
    ...reduce(request, trajectory, index),
    ...(index === 0 && scans.length > 0 && { scans }),
  }));
}

/** What an arm returns; what it throws by mistake is told with its name. */
async function returnedBy(
  { id, arms }: EmpiricalClaim,
  arm: string,
  context: RunContext,
  size: TierSize,
): Promise<readonly Trajectory[]> {
  try {
    return await arms[arm]!(context, size);
  } catch (error) {
    const known = error instanceof UserError || context.signal?.aborted === true;
    if (known || !(error instanceof Error)) throw error;
    // The stack of the mistake, under words that say whose it is.
    error.message = `claim ${id}: arm "${arm}" threw: ${error.message}`;
    throw error;
  }
}

function reduce(request: BatchRequest, trajectory: Trajectory, index: number): ArmRun {
  const { claim, arm, size } = request;
  checkForm(claim.id, arm, trajectory);
  const { steps } = trajectory;
  if (!Number.isSafeInteger(steps) || steps < 0) {
    throw new UserError(
      `claim ${claim.id}: arm "${arm}" returned steps = ${String(steps)}`,
      'give in `steps` the whole number of optimizer steps that were taken, 0 or more',
    );
  }
  const measures = measureRun(claim, arm, trajectory, size);
  const unrecorded = Object.keys(claim.curves).some((name) => trajectory.series[name] === undefined);
  return {
    measures,
    lines: index < request.withCurves ? linesOf(claim, trajectory) : {},
    steps,
    ...(unrecorded && { recorded: Object.keys(trajectory.series) }),
    ...(trajectory.program && { program: trajectory.program }),
  };
}

/** @throws UserError for what is no trajectory at all */
function checkForm(id: string, arm: string, trajectory: unknown): void {
  const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
  const { series, values } = (isObject(trajectory) ? trajectory : {}) as Partial<Trajectory>;
  if (isObject(series) && isObject(values)) return;
  throw new UserError(
    `claim ${id}: arm "${arm}" returned a trajectory that is ${show(trajectory)}`,
    'return { series, values, steps } for each seed, {} where there are no series or values',
  );
}

function linesOf(claim: EmpiricalClaim, { series, at }: Trajectory): ArmRun['lines'] {
  const kept = Object.keys(claim.curves).filter((name) => series[name] !== undefined);
  return Object.fromEntries(kept.map((name) => [name, subsample(series[name]!, at?.[name])]));
}

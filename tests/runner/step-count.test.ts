import { describe, expect, it } from 'vitest';
import { judge, type Claim, type ClaimProgress, type JudgeOptions } from '#claim';
import type { RunContext, ScanCheckpoint, Trajectory } from '#core';
import { perSeed } from '#train';
import descends from '../../fixtures/claims/trained/toy-paper/descends.claim.ts';
import theorem from '../../fixtures/claims/toys/toy-paper/theorem.invariant.ts';
import { options, scripted, trajectory } from '../claim/scripted.ts';
import { StepCount } from '../../src/runner/step-count.ts';

/** Judges a claim and counts as a worker does; what was trained so far at each report, and the evidence. */
async function counted(claim: Claim, more: Partial<JudgeOptions> = {}) {
  const count = new StepCount(claim);
  const course: number[] = [];
  const onProgress = (progress: ClaimProgress): void => void course.push(count.add(progress));
  const evidence = await judge(claim, { ...options, engine: 'cpu', onProgress, ...more });
  return { count, course, evidence };
}

type Arm = (run: RunContext) => Promise<readonly Trajectory[]>;

/** A claim of which all arms train alike, to other scores; `code` is that of programs. */
function training(arm: Arm, code?: readonly string[]): Claim {
  const scored = (score: number) => async (run: RunContext) =>
    (await arm(run)).map((one, seed) => ({ ...one, values: { score: score + seed / 100, draw: seed } }));
  const of = (score: number) => Object.assign(scored(score), code && { code });
  return scripted({ effect: [2] }, { arms: { with: of(3), without: of(0), sham: of(1) } });
}

/** An arm of scans, each of some steps, that reports after chunks of so many. */
const scans =
  (lengths: readonly number[], chunk: number): Arm =>
  (run) => {
    for (const steps of lengths)
      for (let step = Math.min(chunk, steps); ; step = Math.min(step + chunk, steps)) {
        run.onProgress?.({ step, steps, replicas: run.seeds.length });
        if (step === steps) break;
      }
    const steps = lengths.reduce((sum, one) => sum + one, 0);
    return Promise.resolve(run.seeds.map((_, index) => ({ ...trajectory(index), steps })));
  };

describe('StepCount', () => {
  it('counts the replica-steps of scans as the evidence has them', async () => {
    const { count, course, evidence } = await counted(descends);
    expect(evidence.steps).toBe(3 * 8 * 2000);
    expect(count.trained).toBe(evidence.steps);
    expect(course.every((trained, index) => trained > (course[index - 1] ?? 0))).toBe(true);
  });

  it.each([
    ['after each other', [40, 40], 10],
    ['of other lengths, whose first report is past the end of the one before', [20, 400], 60],
    ['of a chunk each', [40, 40, 40], 100],
  ])('counts scans %s', async (_, lengths, chunk) => {
    const { count, evidence } = await counted(training(scans(lengths, chunk)));
    expect(evidence.steps).toBeGreaterThan(0);
    expect(count.trained).toBe(evidence.steps);
  });

  it('counts what is simulated seed by seed, of as many steps as each took', async () => {
    const simulate = perSeed((seed) => ({ ...trajectory(1), steps: 100 + (Number.parseInt(seed, 36) % 50) }));
    const { count, course, evidence } = await counted(training((run) => simulate(run, {})));
    expect(count.trained).toBe(evidence.steps);
    expect(course[3]).toBeGreaterThanOrEqual(400);
  });

  it('counts scans of one seed after the other', async () => {
    const one = scans([50], 20);
    const { count, evidence } = await counted(
      training(async (run) => {
        const runs = [];
        for (const seed of run.seeds) runs.push(...(await one({ ...run, seeds: [seed] })));
        return runs;
      }),
    );
    expect(count.trained).toBe(evidence.steps);
  });

  it('does not count what a checkpoint has', () => {
    const count = new StepCount(descends);
    const at: ClaimProgress = {
      ...{ id: descends.id, arm: 'descent', armIndex: 0, arms: 3, seeds: 0, maxSeeds: 8 },
      ...{ step: 1500, steps: 2000, replicas: 8 },
    };
    const none = { save: () => undefined, clear: () => undefined };
    const checkpoint: ScanCheckpoint = { step: 1500, state: {}, metrics: {} };
    expect(count.watching({ ...none, load: () => checkpoint }).load('descent')).toBe(checkpoint);
    expect(count.add(at)).toBe(0);
    expect(count.add({ ...at, step: 1600 })).toBe(800);
    expect(count.watching({ ...none, load: () => undefined }).load('descent')).toBeUndefined();
    expect(count.add({ ...at, arm: 'still', armIndex: 1, step: 10 })).toBe(880);
  });

  it('counts no seeds of programs as steps', async () => {
    const program: Arm = (run) => {
      for (let step = 0; step <= run.seeds.length; step++)
        run.onProgress?.({ step, steps: run.seeds.length, replicas: 1 });
      return Promise.resolve(run.seeds.map((_, index) => trajectory(index)));
    };
    const claim = training(program, ['/somewhere']);
    const { count } = await counted(claim, { code: { '/somewhere': 'as it is' } });
    expect(count.trained).toBe(0);
  });

  it('counts the cases of an invariant, for each of its mutants as well', async () => {
    const { count } = await counted(theorem);
    expect(count.trained).toBe(20 + 20);
  });
});

import type { ArmRunner } from '#claim';
import { canonicalJson, codeState, UserError, type CodeState, type RunContext, type Trajectory } from '#core';
import { checkOptions, type CheckedOptions } from './check-options.ts';
import type { CommandOptions } from './command-options.ts';
import { leaseGpu } from './gpu-lease.ts';
import { parseTrajectory } from './kept-trajectory.ts';
import { fill } from './placeholders.ts';
import { provenanceOf } from './provenance.ts';
import { seedPlanOf, sizesFor, type BatchPlan, type SeedPlan } from './seed-plan.ts';
import { trainSeed } from './train-seed.ts';

/**
 * An arm that is a program of its own: one process per seed, whose series and numbers are read from what it prints or writes.
 *
 * Finished seeds are kept by content (command, variables, code, packages, sizes), so that no seed is trained twice. A program
 * that fails, hangs, or leaves something else than was asked for is an error that names seed and command, never a verdict.
 * @returns an arm for `defineClaim` or `defineRuns`: give it to `arms` itself, its `code` makes evidence stale
 * @throws UserError naming the option that is wrong; when it runs, seed and command, and what to do
 */
export function command<Size extends object = object>(options: CommandOptions<Size>): ArmRunner<Size> {
  const checked = checkOptions(options);
  const arm = async (run: RunContext, size: Size): Promise<Trajectory[]> => {
    return trainAll(await planOf(checked, run, size));
  };
  return Object.assign(arm, { code: checked.code });
}

async function planOf<Size extends object>(
  options: CheckedOptions<Size>,
  run: RunContext,
  size: Size,
): Promise<BatchPlan<Size>> {
  const sizes = sizesFor(options, size);
  const [code, provenance] = await Promise.all([statesOf(options), provenanceOf(options)]);
  code.forEach((state, index) => requireKnown(options.code[index]!, state, run));
  const { steps, threads } = options;
  const template = options.run.map((text) => fill(text, { ...sizes, threads: String(threads) }));
  return {
    ...{ options, run, sizes },
    steps: typeof steps === 'function' ? steps(size) : steps,
    program: { command: template, ...provenance, code },
  };
}

const statesOf = ({ code }: Pick<CheckedOptions<never>, 'code'>): Promise<CodeState[]> =>
  Promise.all(code.map(codeState));

/** What the claim's keys do not hold would change unseen, and give results of one code for those of another. */
function requireKnown(folder: string, { hash }: CodeState, { code }: RunContext): void {
  if (!code) return;
  if (!Object.hasOwn(code, folder)) {
    throw new UserError(
      `command: the claim does not know that an arm runs the code in ${folder}`,
      'give what `command` returned to `arms`, or to a function around it its `code`: Object.assign(around, { code: arm.code })',
    );
  }
  if (code[folder] !== hash) throw changed(folder);
}

function changed(folder: string): UserError {
  return new UserError(
    `the code in ${folder} changed while it was judged`,
    'leave it alone until then; what the program writes belongs into {out}, or into .gitignore',
  );
}

async function trainAll<Size>(plan: BatchPlan<Size>): Promise<Trajectory[]> {
  const { options, run } = plan;
  const seeds = run.seeds.map((seed) => seedPlanOf(plan, seed));
  const done = seeds.map(({ key }) => parseTrajectory(run.seedResults?.load(key)));
  const waiting = seeds.flatMap((seed, index) => (done[index] ? [] : [{ seed, index }]));
  const failures: { readonly index: number; readonly error: unknown }[] = [];
  const lanes =
    options.atOnce ?? options.gpus?.length ?? Math.max(1, Math.floor(run.threads / options.threads));
  const report = (): void =>
    run.onProgress?.({ step: done.filter(Boolean).length, steps: seeds.length, replicas: 1 });
  const work = async (): Promise<void> => {
    // A failed seed is the end of the batch; those that are running are finished, and kept.
    while (failures.length === 0 && !run.signal?.aborted) {
      const next = waiting.shift();
      if (!next) return;
      try {
        const lease = options.gpus && (await leaseGpu(options.gpus, run.signal));
        done[next.index] = await keepSeed(plan, next.seed, lease?.gpu).finally(lease?.release);
        report();
      } catch (error) {
        failures.push({ index: next.index, error });
      }
    }
  };
  report();
  await Promise.all(Array.from({ length: lanes }, work));
  run.signal?.throwIfAborted();
  const [first] = failures.sort((a, b) => a.index - b.index);
  if (first) throw first.error;
  return done as Trajectory[];
}

async function keepSeed<Size>(
  plan: BatchPlan<Size>,
  seed: SeedPlan,
  gpu: number | undefined,
): Promise<Trajectory | undefined> {
  const { options, run, program } = plan;
  const trained = await trainSeed(plan, seed, gpu);
  if (!trained) return undefined;
  const states = await statesOf(options);
  const other = options.code.find((_, index) => states[index]!.hash !== program.code[index]!.hash);
  if (other !== undefined) throw changed(other);
  // What was just trained takes the way of what is read back, so that both are the same.
  const text = canonicalJson(trained);
  run.seedResults?.save(seed.key, JSON.parse(text));
  return parseTrajectory(JSON.parse(text));
}

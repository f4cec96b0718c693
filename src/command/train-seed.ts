import { closeSync, mkdirSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError, type Trajectory } from '#core';
import { fill } from './placeholders.ts';
import { ProcessWatcher } from './process-watcher.ts';
import { readTrajectory } from './read-trajectory.ts';
import { ReadingError } from './reading-error.ts';
import { runProgram, type Ending } from './run-program.ts';
import { variablesOf, type BatchPlan, type SeedPlan } from './seed-plan.ts';

/**
 * Runs the program for one seed and reads what it left.
 * @param gpu number of the graphics processor that it has for itself
 * @returns undefined when the run was stopped
 * @throws UserError naming seed and command when it fails, is ended by a limit, or leaves something else than was asked for
 */
export async function trainSeed<Size>(
  plan: BatchPlan<Size>,
  seedPlan: SeedPlan,
  gpu: number | undefined,
): Promise<Trajectory | undefined> {
  const { options, run, sizes } = plan;
  const folder = mkdtempSync(join(ProcessWatcher.get().scratch, 'seed-'));
  const out = join(folder, 'out');
  mkdirSync(out);
  const { threads, timeoutSeconds, memoryMiB } = options;
  const replacements = { ...sizes, out, seed: String(seedPlan.number), threads: String(threads) };
  const filled = (text: string): string => fill(text, replacements);
  const variables = Object.entries(variablesOf(options)).map(([name, text]) => [name, filled(text)]);
  const command = options.run.map(filled);
  const [stdout, stderr] = [join(folder, 'stdout'), join(folder, 'stderr')];
  const startedAt = Date.now();
  try {
    const ending = await runProgram({
      ...{ command, cwd: filled(options.cwd), stdout, stderr, timeoutSeconds, memoryMiB, signal: run.signal },
      env: {
        ...(Object.fromEntries(variables) as Record<string, string>),
        ...(gpu !== undefined && { CUDA_VISIBLE_DEVICES: String(gpu) }),
      },
    });
    if (ending.how === 'stopped') return undefined;
    const failed = failureOf(ending, options);
    if (failed) throw refused(seedPlan, command, failed, lastLines(stderr, stdout));
    const { steps, ...readings } = { ...options, steps: plan.steps };
    const trajectory = readTrajectory(
      { ...readings, steps },
      { stdout, stderr, out, replacements, startedAt },
    );
    return { ...trajectory, program: plan.program };
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    throw refused(seedPlan, command, { problem: `left bad output: ${error.message}`, hint: error.hint }, '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Failed {
  readonly problem: string;
  readonly hint: string;
}

function failureOf(
  ending: Ending,
  { timeoutSeconds, memoryMiB }: BatchPlan<never>['options'],
): Failed | undefined {
  const again = 'mend it and run again: seeds that were finished are kept';
  switch (ending.how) {
    case 'exit':
      return ending.code === 0 ? undefined : { problem: `ended with exit code ${ending.code}`, hint: again };
    case 'signal':
      return {
        problem: `was ended by the signal ${ending.signal}`,
        hint: ending.signal === 'SIGKILL' ? `the machine may have run out of memory; ${again}` : again,
      };
    case 'timeout':
      return {
        problem: `did not end within ${timeoutSeconds} s`,
        hint: 'raise timeoutSeconds, or find out why it hangs; seeds that were finished are kept',
      };
    case 'memory':
      return {
        problem: `held ${Math.ceil(ending.heldMiB)} MiB, more than ${memoryMiB}`,
        hint: 'raise memoryMiB, or lower atOnce; seeds that were finished are kept',
      };
    case 'not started':
      return {
        problem: `cannot be started: ${ending.why}`,
        hint: 'install the program, or correct `run` and `cwd`',
      };
    case 'stopped':
      return undefined;
  }
}

function refused(
  { seed, number }: SeedPlan,
  command: readonly string[],
  failed: Failed,
  last: string,
): UserError {
  const said = last === '' ? '' : `; its last lines: ${last}`;
  return new UserError(
    `seed ${number} (of ${seed}): ${command.join(' ')}: ${failed.problem}${said}`,
    failed.hint,
  );
}

const [mostLines, mostCharacters] = [10, 1000];

/** The last lines that a failed program wrote, of stderr where there are any. */
function lastLines(...files: readonly string[]): string {
  for (const file of files) {
    const lines = endOf(file)
      .split(/[\r\n]+/)
      .filter((line) => line.trim() !== '');
    if (lines.length > 0) return lines.slice(-mostLines).join(' | ').slice(-mostCharacters);
  }
  return '';
}

/** The end of a file of any size. */
function endOf(path: string): string {
  const { size } = statSync(path);
  const length = Math.min(size, 16 * mostCharacters);
  const buffer = Buffer.alloc(length);
  const file = openSync(path, 'r');
  try {
    readSync(file, buffer, 0, length, size - length);
  } finally {
    closeSync(file);
  }
  return buffer.toString('utf8');
}

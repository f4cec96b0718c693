import { messageOf, UserError } from '#core';

/** Slurm's own default of how many numbers the tasks of an array may have, beginning with 0. */
const usualArraySize = 1001;

/**
 * Submits a script.
 * @param after ids of jobs that must have ended before, however they did
 * @returns the id of the job
 * @throws UserError where there is no Slurm, or where it refuses the job
 */
export async function submitScript(path: string, after: readonly string[] = []): Promise<string> {
  const dependency = after.length === 0 ? [] : [`--dependency=afterany:${after.join(':')}`];
  const told = await ask('sbatch', ['--parsable', ...dependency, path]);
  if (told === undefined) {
    throw new UserError(
      'there is no sbatch here, the command that hands jobs to Slurm',
      'run this on a machine of the cluster from which jobs are submitted, or give --dry-run to see the scripts',
    );
  }
  if (told.exitCode !== 0) {
    throw new UserError(
      `Slurm refuses ${path}: ${told.stderr.trim()}`,
      'change --partition, --time, --cpus-per-task, --gpus-per-task or --memory to what this cluster has',
    );
  }
  // With a cluster's name behind it where there are several.
  return told.stdout.trim().split(';')[0]!;
}

/** Those of some jobs that wait or run. */
export async function runningJobs(ids: readonly string[]): Promise<string[]> {
  const told = await ask('squeue', ['--noheader', '--format=%F', `--jobs=${ids.join(',')}`]);
  // It knows nothing of jobs that ended long ago, and says so.
  if (told?.exitCode !== 0) return [];
  return [...new Set(told.stdout.split('\n').map((line) => line.trim()))].filter((id) => ids.includes(id));
}

/** Takes back jobs that were submitted. */
export async function cancelJobs(ids: readonly string[]): Promise<void> {
  await ask('scancel', [...ids]);
}

/**
 * How many tasks an array may have here that are counted from 1.
 * @throws UserError where there may be no arrays
 */
export async function largestArray(): Promise<number> {
  const told = await ask('scontrol', ['show', 'config']);
  const [, size] = /^MaxArraySize\s*=\s*(\d+)/m.exec(told?.stdout ?? '') ?? [];
  const most = (size === undefined ? usualArraySize : Number(size)) - 1;
  if (most >= 1) return most;
  throw new UserError(
    'this Slurm allows no job arrays (MaxArraySize)',
    'ask whoever runs it, or train with claimcheck work',
  );
}

/** What a command says; undefined where it is not installed. */
async function ask(
  command: string,
  args: readonly string[],
): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string } | undefined> {
  const { execa, ExecaError } = await import('execa');
  try {
    const { stdout, stderr } = await execa(command, args, { stdin: 'ignore' });
    return { exitCode: 0, stdout, stderr };
  } catch (error) {
    if (!(error instanceof ExecaError)) throw error;
    if (error.code === 'ENOENT') return undefined;
    return {
      exitCode: error.exitCode ?? 1,
      stdout: error.stdout ?? '',
      stderr: error.stderr ?? messageOf(error),
    };
  }
}

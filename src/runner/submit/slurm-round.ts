import { join } from 'node:path';
import { judgeScript, trainScript, type SlurmSubmission } from './slurm-scripts.ts';

/** What Slurm is handed at once: arrays that train, and the job that waits for them. */
export interface SlurmRound {
  readonly arrays: readonly SlurmArray[];
  readonly judge: { readonly path: string; readonly script: string; readonly log: string };
  /** The log of each unit's task, by the unit's key. */
  readonly logs: Readonly<Record<string, string>>;
}

interface SlurmArray {
  readonly path: string;
  readonly script: string;
  readonly keysPath: string;
  /** Keys of its units, in the order of its tasks. */
  readonly keys: readonly string[];
}

/**
 * The scripts of a round, and where they and the logs are to be.
 * @param folder of everything that is kept for Slurm
 * @param largest tasks of one array
 */
export function slurmRound(
  submission: SlurmSubmission,
  { folder, round, largest }: { readonly folder: string; readonly round: number; readonly largest: number },
): SlurmRound {
  const logs: Record<string, string> = {};
  const logOf = (name: string): string => join(folder, 'logs', `${round}-${name}.log`);
  const scriptOf = (name: string): string => join(folder, String(round), name);
  const arrays = Array.from({ length: Math.ceil(submission.units.length / largest) }, (_, index) => {
    const part = index + 1;
    const keys = submission.units.slice(index * largest, part * largest).map(({ key }) => key);
    for (const [task, key] of keys.entries()) logs[key] = logOf(`${part}-${task + 1}`);
    const keysPath = scriptOf(`units-${part}.txt`);
    const array = { keys: keysPath, tasks: keys.length, log: logOf(`${part}-%a`) };
    return { path: scriptOf(`train-${part}.sh`), script: trainScript(submission, array), keysPath, keys };
  });
  const log = logOf('judge');
  return {
    arrays,
    judge: { path: scriptOf('judge.sh'), script: judgeScript(submission, log), log },
    logs,
  };
}

import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { TrainingSabotage } from './training-sabotages.ts';

/** What a claim was judged to be in a process whose modules were sabotaged. */
export interface TrainedOutcome {
  /** The verdict with its kind; `failed` where judging ended with an error. */
  readonly verdict: string;
  /** Of every seed and arm. */
  readonly measures: readonly unknown[];
  readonly problem?: string;
  /** Seconds of processors that it took. */
  readonly cpuSeconds: number;
}

const worker = fileURLToPath(new URL('./sabotage-worker.ts', import.meta.url));
const minutes = 30;

/** Judges a claim at the smoke tier, on the published seeds, in a process in which modules are replaced. */
export async function tryTrainingSabotage(
  claims: string,
  id: string,
  sabotage: TrainingSabotage,
): Promise<TrainedOutcome> {
  const args = ['--import', 'tsx', '--conditions=claimcheck-source', worker, claims, id, sabotage];
  const { stdout } = await execa(process.execPath, args, { timeout: minutes * 60_000 });
  return JSON.parse(stdout) as TrainedOutcome;
}

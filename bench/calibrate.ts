import type { ContenderProcess } from './contenders/contender-process.ts';
import type { Problem, TimeAnswer } from './contenders/protocol.ts';

export interface Calibration {
  /** Steps that take about the time that a sample should. */
  readonly steps: number;
  /** Of one step, from the last trial. */
  readonly milliseconds: number;
}

const mostSteps = 20_000;

/** Finds how many steps make a sample of `sampleSeconds`, from what the first step took. */
export async function calibrate(
  process: ContenderProcess,
  first: TimeAnswer,
  sampleSeconds: number,
): Promise<Calibration | Problem> {
  const wanted = sampleSeconds * 1000;
  let { milliseconds } = first;
  let steps = 1;
  while (milliseconds * steps < wanted / 3 && steps < mostSteps) {
    const fitting = Math.floor(wanted / 2 / milliseconds);
    steps = Math.max(steps + 1, Math.min(fitting, steps * 8, mostSteps));
    const answer = await process.time(steps);
    if ('problem' in answer) return answer;
    ({ milliseconds } = answer);
  }
  return { steps: Math.min(mostSteps, Math.max(1, Math.round(wanted / milliseconds))), milliseconds };
}

/** What takes seconds needs no seven rounds to be told apart. */
export function roundsFor(milliseconds: number, rounds: number): number {
  if (milliseconds > 10_000) return 1;
  return milliseconds > 2_000 ? Math.min(rounds, 3) : rounds;
}

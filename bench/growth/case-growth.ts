import { calibrate, roundsFor } from '../calibrate.ts';
import type { BenchCase } from '../cases/index.ts';
import { ContenderProcess } from '../contenders/contender-process.ts';
import type { Problem } from '../contenders/protocol.ts';
import { median } from '../median.ts';

export interface GrowthOptions {
  /** Ascending; the first is what the others are held against. */
  readonly replicas: readonly number[];
  readonly threads: number;
  readonly rounds: number;
  readonly sampleSeconds: number;
  readonly limitSeconds: number;
}

/** How one case grows; times are medians over rounds, ratios the medians of ratios within a round. */
export interface CaseGrowth {
  readonly case: string;
  readonly byReplicas: readonly {
    readonly replicas: number;
    /** Of one step of all replicas. */
    readonly milliseconds: number;
    /** Time of a replica-step over that with the fewest replicas. */
    readonly ratio: number;
    readonly compileMilliseconds: number;
  }[];
  /** Replicas in what follows. */
  readonly replicas: number;
  /** `ratio`: time of a step over that in the shortest call. */
  readonly byLength: readonly { readonly steps: number; readonly ratio: number }[];
  /** MiB that were resident at most, after so many steps of training through `scan`. */
  readonly memory: readonly { readonly steps: number; readonly peak: number }[];
}

export type CaseGrowthResult = CaseGrowth | (Problem & { readonly case: string });

/** The lengths of calls, in units of the shortest. */
const lengths = [1, 2, 4] as const;
/** Most replicas that calls of several lengths are timed with. */
const mostReplicas = 8;
/** Training of so many seconds comes first: buffers and the collected heap reach their size. */
const settlingSeconds = 1;

/** Times one case for several numbers of replicas and lengths of a call, each number of replicas in its own process. */
export async function caseGrowth(bench: BenchCase, options: GrowthOptions): Promise<CaseGrowthResult> {
  const subjects: Subject[] = [];
  try {
    for (const replicas of options.replicas) subjects.push(await prepare(bench, replicas, options));
    const replicas = Math.max(...options.replicas.filter((n) => n <= mostReplicas), options.replicas[0]!);
    const lengthSubject = subjects.find((subject) => subject.replicas === replicas)!;
    await takeRounds(subjects, lengthSubject, options.rounds);
    return {
      case: bench.name,
      byReplicas: subjects.map((subject) => ({
        replicas: subject.replicas,
        milliseconds: median(subject.times.get(1)!),
        ratio: pairedRatio(subject, 1, subjects[0]!),
        compileMilliseconds: subject.compileMilliseconds,
      })),
      replicas,
      byLength: lengths.map((length) => ({
        steps: length * lengthSubject.steps,
        ratio: pairedRatio(lengthSubject, length, lengthSubject),
      })),
      memory: await memoryOf(lengthSubject),
    };
  } catch (error) {
    if (error instanceof Stopped) return { case: bench.name, ...error.problem };
    throw error;
  } finally {
    subjects.forEach(({ process }) => process.close());
  }
}

interface Subject {
  readonly replicas: number;
  readonly process: ContenderProcess;
  /** Of the shortest call. */
  readonly steps: number;
  readonly milliseconds: number;
  readonly compileMilliseconds: number;
  /** By length of the call, one number a round. */
  readonly times: Map<number, number[]>;
}

/** A process that could not go on. */
class Stopped extends Error {
  constructor(readonly problem: Problem) {
    super(problem.problem);
  }
}

function done<Answer extends object>(answer: Answer | Problem): Answer {
  if ('problem' in answer) throw new Stopped(answer);
  return answer;
}

async function prepare(bench: BenchCase, replicas: number, options: GrowthOptions): Promise<Subject> {
  const { threads, limitSeconds, sampleSeconds } = options;
  const process = new ContenderProcess({ kind: 'cpu', threads }, limitSeconds);
  try {
    done(await process.hello());
    // Arrays are for PyTorch.
    const first = done(await process.load(bench, replicas, ''));
    const { steps, milliseconds } = done(await calibrate(process, first, sampleSeconds));
    const compileMilliseconds = first.compileMilliseconds!;
    return { replicas, process, steps, milliseconds, compileMilliseconds, times: new Map() };
  } catch (error) {
    process.close();
    throw error;
  }
}

/** Everything is timed once a round, so that a machine that slows down slows all of it. */
async function takeRounds(
  subjects: readonly Subject[],
  lengthSubject: Subject,
  rounds: number,
): Promise<void> {
  const slowest = Math.max(...subjects.map(({ milliseconds }) => milliseconds));
  for (let round = 0; round < roundsFor(slowest, rounds); round++) {
    for (const subject of subjects) {
      for (const length of subject === lengthSubject ? lengths : [1]) {
        const { milliseconds } = done(await subject.process.time(length * subject.steps));
        subject.times.set(length, [...(subject.times.get(length) ?? []), milliseconds]);
      }
    }
  }
}

/** Median over rounds of the time of a replica-step over that of `base` in its shortest call. */
function pairedRatio(subject: Subject, length: number, base: Subject): number {
  const times = subject.times.get(length)!;
  const baseTimes = base.times.get(1)!;
  return median(times.map((time, round) => time / subject.replicas / (baseTimes[round]! / base.replicas)));
}

async function memoryOf({ process, milliseconds }: Subject): Promise<CaseGrowth['memory']> {
  const settling = Math.max(2, Math.ceil((settlingSeconds * 1000) / milliseconds));
  const memory: { steps: number; peak: number }[] = [];
  let trained = 0;
  for (const steps of [settling, settling, 4 * settling]) {
    const { peak } = done(await process.scan(steps));
    trained += steps;
    memory.push({ steps: trained, peak });
  }
  // The first goes to settling.
  return memory.slice(1);
}

import { mkdtempSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calibrate, roundsFor } from './calibrate.ts';
import type { BenchCase, BenchDevice } from './cases/index.ts';
import { type Contender, contendersOf, deviceOf, labelOf } from './contenders/contender.ts';
import { ContenderProcess } from './contenders/contender-process.ts';
import type { Greeting, Problem } from './contenders/protocol.ts';
import { benchSeeds } from './contenders/seeds.ts';
import { writeArrays } from './contenders/torch-arrays.ts';
import { median } from './median.ts';

export interface MeasureOptions {
  readonly rounds: number;
  /** Time that one sample should take. */
  readonly sampleSeconds: number;
  /** A step that takes longer is given up. */
  readonly limitSeconds: number;
  readonly peers: boolean;
  readonly device: BenchDevice;
}

/** What one contender did with one case and number of replicas. */
export interface Row extends Contender {
  readonly case: string;
  readonly replicas: number;
  readonly label: string;
  readonly version?: string;
  /** PyTorch's name of the GPU that it trained on. */
  readonly gpu?: string;
  /** Milliseconds of one step of all replicas, one number a round. Empty when there is a problem. */
  readonly samples: readonly number[];
  /** Median of the samples. */
  readonly milliseconds?: number;
  /** Steps that one sample is the mean of. */
  readonly steps?: number;
  /** MiB, see `MemoryAnswer`; of those on the processor. */
  readonly memory?: { readonly growth: number; readonly peak: number };
  readonly problem?: string;
  /** With a problem: no step was done within this time. */
  readonly limitSeconds?: number;
  /** With a problem: what it runs on is not here. */
  readonly missing?: true;
}

interface Running {
  readonly contender: Contender;
  process?: ContenderProcess;
  readonly samples: number[];
  greeting?: Greeting;
  steps: number;
  rounds: number;
  problem?: Problem;
}

/** Threads of a peer spin for a while after their last work; the next one should not meet them. */
const gapMilliseconds = 60;

/**
 * Measures everybody on one case: contenders take turns, so that a machine that slows down slows all of them.
 * @param skip a reason not to start a contender at all
 */
export async function measureGroup(
  bench: BenchCase,
  replicas: number,
  options: MeasureOptions,
  skip: (contender: Contender) => Problem | undefined,
): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-bench-'));
  const arrays = join(folder, 'start');
  const running: Running[] = [];
  try {
    if (options.peers) {
      const { state, data, inputs } = bench.training(benchSeeds(replicas));
      writeArrays(arrays, { state, data, inputs });
    }
    for (const contender of contendersOf(bench, replicas, options)) {
      const known = skip(contender);
      const entry: Running = { contender, samples: [], steps: 1, rounds: options.rounds };
      running.push(entry);
      if (known) entry.problem = known;
      else await prepare(entry, bench, replicas, arrays, options);
    }
    await takeTurns(running, options.rounds);
    const rows: Row[] = [];
    for (const entry of running) rows.push(await rowOf(entry, bench, replicas));
    return rows;
  } finally {
    running.forEach(({ process }) => process?.close());
    rmSync(folder, { recursive: true });
  }
}

/** Loads the case and finds how many steps make a sample. */
async function prepare(
  entry: Running,
  bench: BenchCase,
  replicas: number,
  arrays: string,
  options: MeasureOptions,
): Promise<void> {
  const process = new ContenderProcess(entry.contender, options.limitSeconds);
  entry.process = process;
  const hello = await process.hello();
  if ('problem' in hello) return void (entry.problem = hello);
  entry.greeting = hello;
  const first = await process.load(bench, replicas, arrays);
  if ('problem' in first) return void (entry.problem = first);
  const found = await calibrate(process, first, options.sampleSeconds);
  if ('problem' in found) return void (entry.problem = found);
  entry.steps = found.steps;
  entry.rounds = roundsFor(found.milliseconds, entry.rounds);
}

async function takeTurns(running: readonly Running[], rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    // Nobody always follows the same neighbour.
    const turned = [...running.slice(round % running.length), ...running.slice(0, round % running.length)];
    for (const entry of turned) {
      if (entry.problem || !entry.process || round >= entry.rounds) continue;
      await pause(gapMilliseconds);
      const answer = await entry.process.time(entry.steps);
      if ('problem' in answer) entry.problem = answer;
      else entry.samples.push(answer.milliseconds);
    }
  }
}

async function rowOf(entry: Running, bench: BenchCase, replicas: number): Promise<Row> {
  const { contender, process, samples, steps, greeting } = entry;
  // What a process holds says nothing of the memory of its GPU.
  const hasMemory = !entry.problem && deviceOf(contender) === 'cpu';
  const memory = hasMemory ? await process!.memory() : undefined;
  const problem = entry.problem ?? (memory && 'problem' in memory ? memory : undefined);
  return {
    case: bench.name,
    replicas,
    ...contender,
    label: labelOf(contender),
    ...greeting,
    ...(problem
      ? { ...problem, samples: [] }
      : {
          samples,
          steps,
          milliseconds: median(samples),
          ...(memory && { memory: memory as { growth: number; peak: number } }),
        }),
  };
}

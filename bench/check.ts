import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NdArray, NdRecord } from '#core';
import type { BenchCase, Training } from './cases/index.ts';
import { contendersOf, labelOf } from './contenders/contender.ts';
import { ContenderProcess } from './contenders/contender-process.ts';
import { engineTrainer } from './contenders/engine-trainer.ts';
import { benchSeeds } from './contenders/seeds.ts';
import { readArrays, writeArrays } from './contenders/torch-arrays.ts';

const replicas = 3;
const steps = 3;
/**
 * Greatest relative differences of two float32 programs. Losses differ by the rounding of sums. Parameters may differ by
 * more: an input of a ReLU that lies within rounding of 0 goes one way here and the other way there.
 */
const tolerances = { loss: 1e-5, update: 1e-2 } as const;

export interface Comparison {
  readonly case: string;
  readonly contender: string;
  /** Distance between the losses of all steps and replicas, as a share of their norm. */
  readonly loss: number;
  /** Distance between the parameters, less the rounding of float32, as a share of how far they moved; worst tensor. */
  readonly update: number;
  readonly agrees: boolean;
  readonly problem?: string;
}

/** Trains a few steps with this package's engine and with PyTorch from the same weights, and compares. */
export async function checkCase(bench: BenchCase): Promise<Comparison[]> {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-bench-'));
  try {
    const training = bench.training(benchSeeds(replicas));
    const { state, data, inputs } = training;
    writeArrays(join(folder, 'start'), { state, data, inputs });
    const ours = await engineTrainer(training, { engine: 'cpu', threads: 1 });
    const expected = await ours.run(steps);
    await ours.dispose();
    const results: Comparison[] = [];
    for (const contender of contendersOf(bench, replicas, true)) {
      if (contender.kind !== 'torch' || contender.threads !== 1) continue;
      const process = new ContenderProcess(contender, 120);
      const found = await resultOf(process, bench, folder);
      process.close();
      const name = { case: bench.name, contender: labelOf(contender) };
      results.push({
        ...name,
        ...(typeof found === 'string' ? failed(found) : compare(training, expected, found)),
      });
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function resultOf(
  process: ContenderProcess,
  bench: BenchCase,
  folder: string,
): Promise<Result | string> {
  for (const answer of [
    await process.hello(),
    await process.load(bench, replicas, join(folder, 'start')),
    await process.run(steps, join(folder, 'result')),
  ]) {
    if ('problem' in answer) return String(answer.problem);
  }
  const { state = {}, metrics = {} } = readArrays(join(folder, 'result'));
  return { state, metrics };
}

function failed(problem: string) {
  return { loss: NaN, update: NaN, agrees: false, problem };
}

interface Result {
  readonly state: NdRecord;
  readonly metrics: NdRecord;
}

function compare({ state: start }: Training, ours: Result, theirs: Result) {
  const losses = Object.keys(ours.metrics).map((name) => {
    const [a, b] = [ours.metrics[name]!, theirs.metrics[name]!];
    return distance(a, b) / norm(a.values);
  });
  const updates = Object.keys(theirs.state).map((name) => {
    const [a, b] = [ours.state[name]!, theirs.state[name]!];
    const beyondRounding = distance(a, b) - steps * 2 ** -23 * norm(a.values);
    return beyondRounding <= 0 ? 0 : beyondRounding / distance(a, start[name]!);
  });
  const loss = Math.max(0, ...losses);
  const update = Math.max(...updates);
  return { loss, update, agrees: loss <= tolerances.loss && update <= tolerances.update };
}

/** Euclidean; NaN when the shapes differ. */
function distance(a: NdArray, b: NdArray): number {
  if (a.shape.join() !== b.shape.join()) return NaN;
  return norm(Float64Array.from(a.values, (value, index) => value - b.values[index]!));
}

function norm(values: ArrayLike<number>): number {
  let squares = 0;
  for (let index = 0; index < values.length; index++) squares += values[index]! ** 2;
  return Math.sqrt(squares);
}

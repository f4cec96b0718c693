import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf, type NdArray, type NdRecord } from '#core';
import type { BenchCase, BenchDevice, Training } from './cases/index.ts';
import { type Contender, contendersOf, labelOf, type OurEngine } from './contenders/contender.ts';
import { ContenderProcess } from './contenders/contender-process.ts';
import type { Problem } from './contenders/protocol.ts';
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
  /** `missing`: what it runs on is not here. */
  readonly finding: 'agrees' | 'DIFFERS' | 'missing';
  readonly problem?: string;
}

/**
 * Trains a few steps with the `cpu` engine, with this package's other engines of the device and with PyTorch, all from
 * the same weights, and compares with the first.
 * @param lack why one of this package's engines cannot take part
 */
export async function checkCase(
  bench: BenchCase,
  device: BenchDevice,
  lack: (contender: Contender) => Problem | undefined,
): Promise<Comparison[]> {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-bench-'));
  try {
    const training = bench.training(benchSeeds(replicas));
    const { state, data, inputs } = training;
    writeArrays(join(folder, 'start'), { state, data, inputs });
    const expected = await engineResult(training, 'cpu');
    const results: Comparison[] = [];
    for (const contender of contendersOf(bench, replicas, { device, peers: true })) {
      const { kind, threads } = contender;
      if (threads !== 1 || kind === 'cpu' || kind === 'tfjs-cpu' || kind === 'tfjs-wasm') continue;
      const theirs = (): Promise<Result | Problem> =>
        kind === 'torch' ? torchResult(contender, bench, folder) : tried(engineResult(training, kind));
      const found = lack(contender) ?? (await theirs());
      const name = { case: bench.name, contender: labelOf(contender) };
      results.push({
        ...name,
        ...('problem' in found ? failed(found) : compare(training, expected, found)),
      });
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function engineResult(training: Training, engine: OurEngine): Promise<Result> {
  const trainer = await engineTrainer(training, { engine, threads: 1 });
  try {
    return await trainer.run(steps);
  } finally {
    await trainer.dispose();
  }
}

async function tried(result: Promise<Result>): Promise<Result | Problem> {
  try {
    return await result;
  } catch (error) {
    return { problem: messageOf(error).split('\n')[0]! };
  }
}

async function torchResult(
  contender: Contender,
  bench: BenchCase,
  folder: string,
): Promise<Result | Problem> {
  const process = new ContenderProcess(contender, 120);
  try {
    const hello = await process.hello();
    if ('problem' in hello) return hello;
    const first = await process.load(bench, replicas, join(folder, 'start'));
    if ('problem' in first) return first;
    const done = await process.run(steps, join(folder, 'result'));
    if ('problem' in done) return done;
    const { state = {}, metrics = {} } = readArrays(join(folder, 'result'));
    return { state, metrics };
  } finally {
    process.close();
  }
}

function failed({ problem, missing }: Problem) {
  return { loss: NaN, update: NaN, finding: missing ? 'missing' : 'DIFFERS', problem } as const;
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
  const agrees = loss <= tolerances.loss && update <= tolerances.update;
  return { loss, update, finding: agrees ? 'agrees' : 'DIFFERS' } as const;
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

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import Table from 'cli-table3';
import { ndarray } from '#core';
import type { BenchCase, Training } from './cases/index.ts';
import { engineTrainer } from './contenders/engine-trainer.ts';
import { benchSeeds } from './contenders/seeds.ts';
import { type Cost, type ProfileEvent, type ProfileSummary, summarizeProfile } from './profile-events.ts';
import { tableStyle } from './table-style.ts';
import { digits } from './text.ts';

/** ONNX Runtime keeps a million events and drops the rest. */
const mostSteps = 100;
const shownNodes = 10;

export interface Profile extends ProfileSummary {
  /** A step without the profiler. */
  readonly plainMilliseconds: number;
  /** GFLOP/s of large matrix products, measured in the same run. */
  readonly peak: number;
  readonly compileMilliseconds: number;
}

/** Runs a case with ONNX Runtime's profiler, and once without. */
export async function profileCase(bench: BenchCase, replicas: number, threads: number): Promise<Profile> {
  const training = bench.training(benchSeeds(replicas));
  const started = performance.now();
  const plain = await engineTrainer(training, { engine: 'cpu', threads });
  const compileMilliseconds = performance.now() - started;
  const first = await plain.time(1);
  const steps = Math.max(3, Math.min(mostSteps, Math.round(1500 / first)));
  const plainMilliseconds = (await plain.time(steps)) / steps;
  await plain.dispose();
  const summary = summarizeProfile(await eventsOf(training, threads, steps), steps);
  return { ...summary, plainMilliseconds, compileMilliseconds, peak: await matrixPeak(threads) };
}

async function eventsOf(training: Training, threads: number, steps: number): Promise<ProfileEvent[]> {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-profile-'));
  try {
    const trainer = await engineTrainer(training, { engine: 'cpu', threads, profile: join(folder, 'step') });
    await trainer.run(steps);
    await trainer.dispose();
    return readdirSync(folder).flatMap(
      (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as ProfileEvent[],
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** GFLOP/s of products of 768 x 768 matrices. */
async function matrixPeak(threads: number): Promise<number> {
  const extent = 768;
  const matrix = ndarray(new Float32Array(extent * extent).fill(1 / extent), [extent, extent]);
  const training: Training = {
    step: ({ x }, _, { w }) => ({ state: { x: tf.matMul(x!, w!) }, metrics: {} }),
    state: { x: matrix },
    data: { w: matrix },
    inputs: {},
  };
  const trainer = await engineTrainer(training, { engine: 'cpu', threads });
  await trainer.time(2);
  const steps = 20;
  const milliseconds = (await trainer.time(steps)) / steps;
  await trainer.dispose();
  return (2 * extent ** 3) / milliseconds / 1e6;
}

/** The profile as two tables. */
export function profileText(bench: BenchCase, replicas: number, threads: number, profile: Profile): string {
  const { milliseconds, plainMilliseconds, compileMilliseconds, peak } = profile;
  const head = [
    `${bench.title}; ${replicas} replicas, ${threads} threads`,
    `${digits(plainMilliseconds)} ms a step, nodes ${digits(milliseconds)} ms under the profiler; compiled in ${digits(compileMilliseconds)} ms`,
    `matrix peak ${digits(peak)} GFLOP/s; ${products(profile)}`,
  ];
  return `${head.join('\n')}\n${opTable(profile)}\n${nodeTable(profile)}\n`;
}

function products({ ops, milliseconds }: Profile): string {
  const multiplying = ops.filter(({ flops }) => flops > 0);
  if (multiplying.length === 0) return 'no matrix products';
  const flops = multiplying.reduce((sum, op) => sum + op.flops, 0);
  const time = multiplying.reduce((sum, op) => sum + op.milliseconds, 0);
  const rate = digits(flops / 1e6 / time);
  return `products: ${digits(flops / 1e9)} GFLOP a step at ${rate} GFLOP/s, ${percent(time / milliseconds)} of the time`;
}

const costHead = ['ms/step', 'share', 'a step', 'us each', 'GB/s', 'GFLOP/s'];

function costCells({ milliseconds, share, count, bytes, flops }: Cost): string[] {
  return [
    digits(milliseconds),
    percent(share),
    digits(count),
    digits((1000 * milliseconds) / count),
    digits(bytes / milliseconds / 1e6),
    flops > 0 ? digits(flops / milliseconds / 1e6) : '',
  ];
}

/** Both ends of a long text. */
function shortened(text: string, most: number): string {
  const half = Math.floor((most - 3) / 2);
  return text.length <= most ? text : `${text.slice(0, half)}...${text.slice(-half)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function opTable({ ops }: Profile): string {
  const table = new Table({ head: ['op', ...costHead], ...tableStyle });
  for (const op of ops) table.push([op.op, ...costCells(op)]);
  return table.toString();
}

function nodeTable({ nodes }: Profile): string {
  const table = new Table({
    head: ['dearest nodes', 'shapes', ...costHead],
    ...tableStyle,
  });
  for (const node of nodes.slice(0, shownNodes)) {
    table.push([shortened(`${node.op} ${node.node}`, 40), shortened(node.shapes, 90), ...costCells(node)]);
  }
  return table.toString();
}

import { createInterface } from 'node:readline';
import * as tf from '@tensorflow/tfjs-core';
import { messageOf, ndarray } from '#core';
import { type BenchCase, caseNamed, type Training } from '../cases/index.ts';
import { gradientStep } from '../cases/gradient-step.ts';
import { eagerTrainer } from './eager-trainer.ts';
import { engineTrainer } from './engine-trainer.ts';
import { peakMemory, resetPeak } from './peak-memory.ts';
import type { LoadAnswer, LoadRequest, MemoryAnswer, Request } from './protocol.ts';
import { scanTraining } from './scan-training.ts';
import { benchSeeds } from './seeds.ts';
import type { Trainer } from './trainer.ts';

let trainer: Trainer | undefined;
let current: { readonly request: LoadRequest; readonly training: Training } | undefined;
let base = 0;

function make(bench: BenchCase, training: Training, { kind, threads }: LoadRequest): Promise<Trainer> {
  if (kind === 'tfjs-cpu') return eagerTrainer(bench, training, 'cpu');
  if (kind === 'tfjs-wasm') return eagerTrainer(bench, training, 'wasm');
  return engineTrainer(training, { engine: kind, threads });
}

/** One tiny training step, so that what a first step allocates belongs to the library and not to the case. */
async function warmUp(bench: BenchCase, request: LoadRequest): Promise<void> {
  const weight = ndarray(new Float32Array(64).fill(0.1), [1, 8, 8]);
  const step = gradientStep(
    (params, x) => tf.mean(tf.square(tf.matMul(x, params['weight']!)), [1, 2]),
    0.05,
    {
      fullBatch: true,
    },
  );
  const training = { step, state: { weight }, data: { x: weight, y: weight }, inputs: {} };
  const tiny = await make(bench, training, request);
  await tiny.time(1);
  await tiny.dispose();
}

async function load(request: LoadRequest): Promise<LoadAnswer> {
  const bench = caseNamed(request.case);
  await warmUp(bench, request);
  base = resetPeak();
  const training = bench.training(benchSeeds(request.replicas));
  // Drawing the data is the bench's business; the data itself stays and counts.
  resetPeak();
  const start = performance.now();
  trainer = await make(bench, training, request);
  const compileMilliseconds = performance.now() - start;
  current = { request, training };
  const compiles = request.kind !== 'tfjs-cpu' && request.kind !== 'tfjs-wasm';
  return { milliseconds: await trainer.time(1), ...(compiles && { compileMilliseconds }) };
}

async function scanCase(steps: number): Promise<MemoryAnswer> {
  const { request, training } = current!;
  await scanTraining(training, benchSeeds(request.replicas), request.threads, steps);
  return memory();
}

function memory(): MemoryAnswer {
  const peak = peakMemory();
  return { growth: peak - base, peak };
}

async function answer(request: Request): Promise<LoadAnswer | MemoryAnswer> {
  switch (request.do) {
    case 'load':
      return load(request);
    case 'time':
      return { milliseconds: (await trainer!.time(request.steps)) / request.steps };
    case 'scan':
      return scanCase(request.steps);
    case 'memory':
      return memory();
  }
}

const send = (message: object): boolean => process.stdout.write(`${JSON.stringify(message)}\n`);

send({ version: tf.version_core });
for await (const line of createInterface({ input: process.stdin })) {
  try {
    send(await answer(JSON.parse(line) as Request));
  } catch (error) {
    send({ problem: messageOf(error).split('\n')[0] });
  }
}
process.exit(0);

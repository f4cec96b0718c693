import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { createRng, type NdRecord, ndarray, specsOf } from '#core';
import {
  compile,
  type EngineOptions,
  type EngineProfile,
  matrixPeak,
  type Program,
  type Step,
} from '#engine';
import { compileNative, nativeSupport } from '../../../src/engine/native/index.ts';
import { compileOnnx } from '../../../src/engine/onnx/program.ts';
import { traceStep } from '../../../src/engine/trace/trace.ts';

const replicas = 3;
const drawn = (stream: string, shape: number[]) =>
  ndarray(createRng('profile', stream).normals(shape.reduce((a, b) => a * b, 1)), shape);

const state: NdRecord = { w: drawn('w', [replicas, 8, 8]) };
const data: NdRecord = { x: drawn('x', [replicas, 24, 8]), scale: drawn('scale', [replicas, 1, 8]) };
const specs = { state: specsOf(state), input: {}, data: specsOf(data) };

/** A product of 24 x 8 by 8 x 8 and of its transpose; the square of `scale` is the same in every step. */
const step: Step = ({ w }, _, { x, scale }) => {
  const y = tf.matMul(x!, w!);
  const gradient = tf.matMul(x!, y, true);
  return {
    state: { w: tf.sub(w!, tf.mul(gradient, tf.mul(0.01, tf.square(scale!)))) },
    metrics: { mean: tf.mean(tf.square(y), [1, 2]) },
  };
};

const bases = {
  'machine code': (options: EngineOptions) =>
    Promise.resolve(compileNative(traceStep(step, specs), specs, options)),
  'ONNX Runtime': (options: EngineOptions) => compileOnnx(traceStep(step, specs), specs, options),
};

type Basis = keyof typeof bases;

const available: Basis[] = nativeSupport().available ? ['machine code', 'ONNX Runtime'] : ['ONNX Runtime'];

async function profiled(basis: Basis, threads: number, runs: readonly number[]): Promise<EngineProfile> {
  const program: Program = await bases[basis]({ engine: 'cpu', threads, profile: true });
  try {
    for (const steps of runs) await program.run(state, {}, data, steps);
    return await program.profile!();
  } finally {
    await program.dispose();
  }
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe.each(available)('the profile of a program of %s', (basis) => {
  it('has the products with their exact numbers of operations, and says where they were called', async () => {
    const { kernels, ...head } = await profiled(basis, 1, [20]);
    expect(head).toMatchObject({ basis, steps: 20, threads: 1, together: 1 });
    const products = kernels.filter(({ label }) => /MatMul/.test(label));
    expect(products.map(({ flops }) => flops)).toEqual([
      2 * 24 * 8 * 8 * replicas * 20,
      2 * 8 * 24 * 8 * replicas * 20,
    ]);
    const distinct = 24 * 8 + 8 * 8;
    expect(products[0]!.bytesRead).toBe(4 * distinct * replicas * 20);
    expect(products[0]!.bytesWritten).toBe(4 * 24 * 8 * replicas * 20);
    for (const { site } of products) expect(site).toMatch(/program-profile\.test\.ts:\d+/);
  });

  it('gives kernels no more time than there was, and products some', async () => {
    const { kernels, seconds, threads } = await profiled(basis, 2, [200]);
    const products = kernels.filter(({ label }) => /MatMul/.test(label));
    expect(products.every((product) => product.seconds > 0)).toBe(true);
    expect(sum(kernels.map((kernel) => kernel.seconds))).toBeLessThan(seconds * threads);
  });

  it('leaves the first of several runs out', async () => {
    const { steps, kernels } = await profiled(basis, 1, [5, 2, 3]);
    expect(steps).toBe(5);
    const products = kernels.filter(({ label }) => /MatMul/.test(label));
    expect(sum(products.map(({ flops }) => flops))).toBe(2 * 2 * 24 * 8 * 8 * replicas * 5);
  });

  it('does not change what is computed, and is not there unless it is asked for', async () => {
    const [plain, counting] = await Promise.all(
      [false, true].map((profile) => bases[basis]({ engine: 'cpu', threads: 1, profile })),
    );
    const results = [await plain!.run(state, {}, data, 4), await counting!.run(state, {}, data, 4)];
    expect(results[1]).toEqual(results[0]);
    await expect(counting!.profile!()).resolves.toMatchObject({ steps: 4 });
    expect(plain!.profile).toBeUndefined();
    await Promise.all([plain!.dispose(), counting!.dispose()]);
  });

  it('is empty for a program that never ran', async () => {
    const { steps, seconds, kernels } = await profiled(basis, 1, []);
    expect([steps, seconds, sum(kernels.map((kernel) => kernel.calls))]).toEqual([0, 0, 0]);
  });
});

describe.runIf(nativeSupport().available)('machine code', () => {
  it('computes what no step changes once a run and replica, the rest in every step', async () => {
    const { kernels } = await profiled('machine code', 1, [1, 10, 10]);
    const once = kernels.filter(({ calls }) => calls === 2 * replicas);
    expect(once.map(({ label }) => label)).toEqual([expect.stringContaining('Multiply')]);
    expect(kernels.filter(({ calls }) => calls === 20 * replicas)).toHaveLength(kernels.length - once.length);
  });

  it('counts threads that work on one replica together as one', async () => {
    expect(await profiled('machine code', 2, [5])).toMatchObject({ threads: 2, together: 1 });
    const options = { engine: 'cpu', threads: 4, profile: true } as const;
    const program = compileNative(traceStep(step, specs), specs, options, { alwaysShare: true });
    await program.run(state, {}, data, 5);
    expect(await program.profile!()).toMatchObject({ threads: 1, together: 4 });
    await program.dispose();
  });
});

describe('other engines', () => {
  it('the reference has no profile and says so before it runs anything', async () => {
    const compiled = compile(step, specs, { engine: 'reference', threads: 1, profile: true });
    await expect(compiled).rejects.toMatchObject({
      message: "engine 'reference' has no profile",
      hint: 'profile with --engine cpu',
    });
  });

  it('the peak of matrix products is that of a processor: between 0.1 and 10000 GFLOP/s', async () => {
    const peak = await matrixPeak('cpu');
    expect(peak).toBeGreaterThan(1e8);
    expect(peak).toBeLessThan(1e13);
  });
});

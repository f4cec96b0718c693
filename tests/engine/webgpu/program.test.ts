import * as tf from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { type NdArray, type NdRecord, ndarray, specsOf } from '#core';
import type { Program, Step } from '#engine';
import { compileReference } from '../../../src/engine/reference.ts';
import { traceStep } from '../../../src/engine/trace/trace.ts';
import { compileInBatches } from '../../../src/engine/webgpu/compile.ts';
import { problem } from './adapter-here.ts';

beforeEach((context) => context.skip(problem !== undefined, problem));

const options = { engine: 'webgpu', threads: 1 } as const;
const replicas = 3;

/** A sum of looked up rows, a counter, and a flag: state of every element type. */
const step: Step = (state, { rows }, { table, offset }) => ({
  state: {
    sum: tf.add(state['sum']!, tf.mul(tf.gather(table!, rows!), offset!)),
    count: tf.add(state['count']!, tf.scalar(1, 'int32')),
    odd: tf.logicalNot(state['odd']!),
  },
  metrics: { largest: tf.max(state['sum']!, 1), odd: state['odd']! },
});

const state: NdRecord = {
  sum: ndarray([1, 2, 3, 4, 5, 6], [replicas, 2]),
  count: ndarray([0, 10, 20], [replicas, 1], 'int32'),
  odd: ndarray([0, 1, 0], [replicas, 1], 'bool'),
};
const data: NdRecord = {
  table: ndarray([1, 2, 3, 4, 5, 6, 7, 8], [4, 2]),
  offset: ndarray([0.5], [1]),
};

function rowsOf(steps: number, shift = 0): NdRecord {
  const indices = Array.from({ length: steps * replicas }, (_, i) => (i * 7 + shift) % 4);
  return { rows: ndarray(indices, [steps, replicas], 'int32') };
}

const specs = {
  state: specsOf(state),
  input: { rows: { dtype: 'int32', shape: [replicas] } },
  data: specsOf(data),
} as const;

async function withPrograms(
  mostReplicas: number,
  use: (own: Program, reference: Program) => Promise<void>,
): Promise<void> {
  const own = await compileInBatches(traceStep(step, specs), specs, options, mostReplicas);
  const reference = await compileReference(step, specs, { ...options, engine: 'reference' });
  try {
    await use(own, reference);
  } finally {
    await own.dispose();
    await reference.dispose();
  }
}

describe.each([Infinity, 2, 1])('a program with at most %s replicas at a time', (mostReplicas) => {
  it('goes on from the state that it gave back, and from others', () =>
    withPrograms(mostReplicas, async (own, reference) => {
      let [actual, expected] = [state, state];
      for (const [shift, steps] of [5, 1, 3].entries()) {
        const [a, b] = [
          await own.run(actual, rowsOf(steps, shift), data, steps),
          await reference.run(expected, rowsOf(steps, shift), data, steps),
        ];
        expect(a).toEqual(b);
        [actual, expected] = [a.state, b.state];
      }
      expect(await own.run(state, rowsOf(2), data, 2)).toEqual(
        await reference.run(state, rowsOf(2), data, 2),
      );
    }));

  it('takes more steps than it uploads at a time', () =>
    withPrograms(mostReplicas, async (own, reference) => {
      const given = [state, rowsOf(1030), data, 1030] as const;
      expect(await own.run(...given)).toEqual(await reference.run(...given));
    }));

  it('sees other data', () =>
    withPrograms(mostReplicas, async (own, reference) => {
      const doubled = (array: NdArray): NdArray => ({
        ...array,
        values: array.values.map((value) => 2 * value),
      });
      const others = [
        data,
        { ...data, table: doubled(data['table']!) },
        { ...data, offset: doubled(data['offset']!) },
      ];
      for (const other of others) {
        const given = [state, rowsOf(2), other, 2] as const;
        expect(await own.run(...given)).toEqual(await reference.run(...given));
      }
    }));
});

describe('a program on a device', () => {
  it.each([4, -1, 2 ** 31 - 1])(
    'ends with an error where a gather has index %i, and runs on',
    async (index) => {
      await withPrograms(Infinity, async (own, reference) => {
        const wrong = { rows: ndarray([0, 1, 2, 3, index, 0], [2, replicas], 'int32') };
        await expect(own.run(state, wrong, data, 2)).rejects.toThrow(
          `index ${index} is outside of the 4 rows of float32[4, 2]`,
        );
        const given = [state, rowsOf(2), data, 2] as const;
        expect(await own.run(...given)).toEqual(await reference.run(...given));
      });
    },
  );
});

describe('a program that is profiled', () => {
  const profiled = { ...options, profile: true };

  it('computes the same, and counts dispatches and work of all runs but the first', async () => {
    const [own, plain] = [
      await compileInBatches(traceStep(step, specs), specs, profiled),
      await compileInBatches(traceStep(step, specs), specs, options),
    ];
    try {
      for (const steps of [1, 5, 70]) {
        const given = [state, rowsOf(steps), data, steps] as const;
        expect(await own.run(...given)).toEqual(await plain.run(...given));
      }
      const { basis, steps, seconds, kernels } = await own.profile!();
      expect({ basis, steps }).toEqual({ basis: 'WebGPU', steps: 75 });
      const gather = kernels.find(({ kind }) => kind.includes('gather'))!;
      expect(gather.label).toContain('GatherV2');
      expect(gather.calls).toBe(75);
      expect(gather.bytesWritten).toBeGreaterThanOrEqual(75 * replicas * 2 * 4);
      const inKernels = kernels.reduce((sum, kernel) => sum + kernel.seconds, 0);
      expect(inKernels).toBeGreaterThan(0);
      expect(inKernels).toBeLessThan(seconds);
    } finally {
      await Promise.all([own.dispose(), plain.dispose()]);
    }
  });

  it('times more dispatches at a time than a set of timestamps holds', async () => {
    const sums = 40;
    const many: Step = (record) => {
      let x = record['x']!;
      for (let i = 0; i < sums; i++) x = tf.cumsum(x, 1);
      return { state: record, metrics: { x } };
    };
    const x = ndarray([1, 2], [1, 2]);
    const specs = { state: specsOf({ x }), input: {}, data: {} };
    const own = await compileInBatches(traceStep(many, specs), specs, profiled);
    try {
      const { metrics } = await own.run({ x }, {}, {}, 60);
      expect(metrics['x']!.values.slice(-2)).toEqual(new Float32Array([1, 2 + sums]));
      const { kernels } = await own.profile!();
      const running = kernels.filter(({ kind }) => kind === 'cumsum');
      expect(running.map(({ calls }) => calls)).toEqual(running.map(() => running[0]!.calls));
      expect(running).toHaveLength(sums);
    } finally {
      await own.dispose();
    }
  });
});

import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it, vi } from 'vitest';
import { kernelTracers } from '../../src/engine/trace/kernels/index.ts';
import type { TensorRecord } from '#engine';
import { traced } from '../engine/graphs.ts';
import { anyCalls } from './cases/any-calls.ts';
import { elementwiseCases } from './cases/elementwise.ts';
import { indexingCases } from './cases/indexing.ts';
import { linearCases } from './cases/linear.ts';
import { movementCases } from './cases/movement.ts';
import { reductionCases } from './cases/reduction.ts';
import { replicaCases } from './cases/replica.ts';

describe('conformance cases', () => {
  it('exist for every kernel that steps are traced with, and for no other', () => {
    const covered = [
      ...elementwiseCases,
      ...movementCases,
      ...reductionCases,
      ...linearCases,
      ...replicaCases,
      ...indexingCases,
    ].map(({ kernel }) => kernel);
    expect(covered.toSorted()).toEqual(Object.keys(kernelTracers).toSorted());
  });
});

describe('calls with any operands', () => {
  const numbers = [[1, 0, 0, 0, 0, 1, 0, 1], [2, 0, 1, 0, 0, 1, 0, 1], [2, 3, 1, 0, 0, 1, 0, 1]]; // prettier-ignore
  const kinds = [...[1, 2, 4, 5].map((rank) => [rank, 'float32'] as const), [2, 'bool'] as const];
  const operands = kinds.flatMap(([rank, dtype]) => numbers.map((n) => [rank, dtype, n] as const));

  /** Kernels that a call comes to, whether they take the operands or not. */
  function kernelsOf(call: string): string[] {
    const called = vi.spyOn(tf.engine(), 'runKernel');
    for (const [rank, dtype, n] of operands) {
      const like = { dtype, shape: Array<number>(rank).fill(2) };
      const step = ({ a, b }: TensorRecord): TensorRecord =>
        Object.fromEntries([anyCalls[call]!(a!, b!, n)].flat().entries());
      try {
        traced(step, { a: like, b: like });
      } catch {
        // What is refused was called all the same.
      }
    }
    const names = called.mock.calls.map(([name]) => name);
    called.mockRestore();
    return names;
  }

  it('are made of every kernel', () => {
    const reached = new Set(Object.keys(anyCalls).flatMap(kernelsOf));
    expect(Object.keys(kernelTracers).filter((kernel) => !reached.has(kernel))).toEqual([]);
  });
});

import { expect, it } from 'vitest';
import { emitReduce } from '../../../../src/engine/native/loops/reduce.ts';
import type { ReduceKernel } from '../../../../src/engine/plan/kernels.ts';
import { nativeSupport } from '../../../../src/engine/native/x64/index.ts';
import { runKernel } from '../run-kernel.ts';

it.runIf(nativeSupport().available)(
  'loads nothing of columns that are not there, however far apart columns lie',
  () => {
    const kernel: ReduceKernel = {
      kind: 'reduce',
      shape: [3, 6],
      reduced: [true, false],
      inputs: [{ offset: 24, strides: [1000, 5000] }],
      operations: [{ op: 'load', args: [], immediate: 0 }],
      outputs: [{ value: 0, to: { offset: 0, strides: [0, 1] }, reduction: 'sum' }],
    };
    const arena = new Float32Array(6 + 5 * 5000 + 2 * 1000 + 1).fill(1);
    runKernel((asm) => emitReduce(asm, kernel, { index: 0, count: 1 }), arena);
    expect([...arena.subarray(0, 6)]).toEqual([3, 3, 3, 3, 3, 3]);
  },
);

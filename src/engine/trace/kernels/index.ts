import { einsum } from './einsum.ts';
import { elementwiseKernels } from './elementwise.ts';
import { indexingKernels } from './indexing.ts';
import { linearKernels } from './linear.ts';
import { movementKernels } from './movement.ts';
import { reductionKernels } from './reduction.ts';
import type { KernelTable } from './types.ts';

/** How each supported TF.js kernel is recorded. */
export const kernelTracers: KernelTable = {
  ...elementwiseKernels,
  ...movementKernels,
  ...reductionKernels,
  ...linearKernels,
  ...indexingKernels,
  Einsum: einsum,
};

import type { KernelCase } from '../trial.ts';
import { binaryCases } from './elementwise/binary.ts';
import { parametricCases } from './elementwise/parametric.ts';
import { unaryCases } from './elementwise/unary.ts';

/** Kernels of one operand, of one and numbers, and of two. */
export const elementwiseCases: readonly KernelCase[] = [...unaryCases, ...parametricCases, ...binaryCases];

import { elementwiseLowerings } from './elementwise.ts';
import { indexingLowerings } from './indexing.ts';
import { linearLowerings } from './linear.ts';
import { movementLowerings } from './movement.ts';
import { reductionLowerings } from './reduction.ts';
import type { LoweringTable } from './types.ts';
import { windowLowerings } from './windows.ts';

/** How each kernel of an optimized graph is written in ONNX. */
export const lowerings: LoweringTable = {
  ...elementwiseLowerings,
  ...movementLowerings,
  ...reductionLowerings,
  ...linearLowerings,
  ...indexingLowerings,
  ...windowLowerings,
};

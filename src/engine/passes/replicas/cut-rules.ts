import { elementwiseKernels } from '../../trace/kernels/elementwise.ts';
import { constantCuts } from './constant-cuts.ts';
import { broadcasting, type CutTable } from './cut.ts';
import { indexingCuts } from './indexing-cuts.ts';
import { linearCuts } from './linear-cuts.ts';
import { movementCuts } from './movement-cuts.ts';
import { reductionCuts } from './reduction-cuts.ts';

/** How each kernel is cut; one that is missing here is never cut. */
export const cutRules: CutTable = {
  ...Object.fromEntries(Object.keys(elementwiseKernels).map((kernel) => [kernel, broadcasting])),
  ...movementCuts,
  ...reductionCuts,
  ...linearCuts,
  ...indexingCuts,
  ...constantCuts,
};

import { indexingLowerings } from './lower-indexing.ts';
import { movementLowerings } from './lower-movement.ts';
import { linearLowerings } from './lower-linear.ts';
import { reductionLowerings } from './lower-reduction.ts';
import type { LoweringTable } from './lowering.ts';

/** How each kernel of a graph is planned; elementwise ones are the planner's own. */
export const planLowerings: LoweringTable = {
  ...movementLowerings,
  ...linearLowerings,
  ...reductionLowerings,
  ...indexingLowerings,
};

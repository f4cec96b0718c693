import { convolutionLowerings } from './lower-convolutions.ts';
import { indexingLowerings } from './lower-indexing.ts';
import { movementLowerings } from './lower-movement.ts';
import { productLowerings } from './lower-products.ts';
import { reductionLowerings } from './lower-reductions.ts';
import type { LoweringTable } from './lowering.ts';

/** How each kernel of a graph is planned; elementwise ones are the planner's own. */
export const planLowerings: LoweringTable = {
  ...movementLowerings,
  ...productLowerings,
  ...convolutionLowerings,
  ...reductionLowerings,
  ...indexingLowerings,
};

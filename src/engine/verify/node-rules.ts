import { constantRules } from './constant-rules.ts';
import { elementwiseRules } from './elementwise-rules.ts';
import { indexingRules } from './indexing-rules.ts';
import { linearRules } from './linear-rules.ts';
import { movementRules } from './movement-rules.ts';
import { reductionRules } from './reduction-rules.ts';
import type { RuleTable } from './rule.ts';

/** What every kernel of a graph has to keep to. */
export const nodeRules: RuleTable = {
  ...constantRules,
  ...elementwiseRules,
  ...movementRules,
  ...reductionRules,
  ...indexingRules,
  ...linearRules,
};

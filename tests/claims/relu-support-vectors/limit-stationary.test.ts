import { expect, it } from 'vitest';
import type { FlowCase } from '../../../claims/relu-support-vectors/flow-cases.ts';
import claim from '../../../claims/relu-support-vectors/limit-stationary.invariant.ts';

/** Labels of 0 alone pull the weight to 0, where rounding leaves a rest of any direction. */
const pulledToZero: FlowCase = {
  problem: {
    x: [
      Float64Array.of(0.56817641752449, -0.926029151798969),
      Float64Array.of(1.4942230441031161, 2.445978272585795),
      Float64Array.of(-0.2639119280026926, -1.1825069148123049),
      Float64Array.of(-2.4385108053066156, 0.5086148643402194),
      Float64Array.of(0.32914987842809906, 0.930074072723609),
    ],
    y: Float64Array.of(1.0262693862811725, 0, 1.1288422994335057, 0, 0),
    teacher: Float64Array.of(0.11055321591517, -0.993870206038401),
    direction: Float64Array.of(-0.8417706969030647, 0.5398352469368118),
  },
  start: Float64Array.of(-0.000015239888982955454, 0.000009773480192018077),
  seed: '1576184255',
};

it('a limit of 0 is left by no points that are put on its inactive side', () => {
  expect(claim.property(pulledToZero)).toEqual({ holds: true, error: 0 });
});

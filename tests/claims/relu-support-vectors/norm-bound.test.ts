import { expect, it } from 'vitest';
import { type FlowCase, flowOf } from '../../../claims/relu-support-vectors/flow-cases.ts';
import claim from '../../../claims/relu-support-vectors/norm-bound.invariant.ts';

/**
 * Labels of 0 pull the weight to 2e-15, where point 2 leaves within rounding of the moment at which point 3 comes: taken for
 * active still, it led the flow to a weight of norm 257.
 */
const leftUnseen: FlowCase = {
  problem: {
    x: [
      Float64Array.of(-0.2406441153724947, -1.45353382039125),
      Float64Array.of(-0.716253069939018, -1.0129315668395023),
      Float64Array.of(1.3505708327689925, -0.23368006816106812),
      Float64Array.of(-0.9751502402512036, 0.17211500997852014),
    ],
    y: Float64Array.of(0, 0, 0, 0.8576071764551106),
    teacher: Float64Array.of(-0.7659994560082529, 0.6428412194275198),
    direction: Float64Array.of(0.8440282978856136, -0.5362986410278455),
  },
  start: Float64Array.of(8.440282978856135e-7, -5.362986410278455e-7),
  seed: '225855302',
};

it('no point stays active on the other side of its boundary when two cross at once', () => {
  const { limit, support } = flowOf(leftUnseen);
  expect(support).not.toContain(2);
  // The shortest interpolator, where points 1 and 3 hold the weight.
  expect(limit[0]).toBeCloseTo(-0.7818788336325448, 12);
  expect(limit[1]).toBeCloseTo(0.5528735930868509, 12);
  expect(claim.property(leftUnseen)).toMatchObject({ holds: true });
});

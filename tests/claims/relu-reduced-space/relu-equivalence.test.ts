import { expect, it } from 'vitest';
import claim from '../../../claims/relu-reduced-space/relu-equivalence.invariant.ts';

/** One point lies beyond one kink by a ten-thousandth of what cancels there: 3e-18 was more than 1e-12 of the output of 2e-6. */
const atAKink = {
  dimensions: 1,
  radius: 0.11160778591254719,
  network: [
    { w: [0], b: -0.7042061483999281, c: -0.36493613640213507 },
    { w: [0.389039186382846], b: -0.36797477795881534, c: -1.0445131943141666 },
    { w: [0.2508176778790784], b: -0.027937645901216685, c: 1.3275763986140463 },
  ],
  points: [[0.11139336546496625], [0.007213060874793259]],
};

it('rounding at a kink is in proportion to what cancels there', () => {
  const { holds, error } = claim.property(atAKink) as { readonly holds: boolean; readonly error: number };
  expect(holds).toBe(true);
  expect(error).toBeLessThan(1e-15);
});

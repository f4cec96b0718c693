import { expect, it } from 'vitest';
import { type FlowCase, flowOf } from '../../../claims/relu-support-vectors/flow-cases.ts';
import claim from '../../../claims/relu-support-vectors/d2-global.invariant.ts';

/** A label of 2e-4 is fitted before the start of 3e-6 has turned: the other point, at 89 degrees, stays inactive. */
const startOutweighsLabel: FlowCase = {
  problem: {
    x: [
      Float64Array.of(-0.9213963485453233, -1.4667146329999996),
      Float64Array.of(-1.272684365674989, 0.7769491703922464),
    ],
    y: Float64Array.of(0.0002206219741428539, 1.4909788405972584),
    teacher: Float64Array.of(-0.8468443586360822, 0.5318407959589435),
    direction: Float64Array.of(-0.015263195767956633, -0.9998835106425893),
  },
  start: Float64Array.of(-4.799019057586297e-8, -0.000003143810834827858),
  seed: '1478860990',
};

it('a start that outweighs the smallest label is no small one: the flow ends without the other point', () => {
  expect(flowOf(startOutweighsLabel).support).toEqual([0]);
  expect(claim.property(startOutweighsLabel)).toMatchObject({ holds: false });
});

it('with a hundredth of that start the flow ends in the teacher', () => {
  const start = startOutweighsLabel.start.map((value) => value / 100);
  expect(claim.property({ ...startOutweighsLabel, start })).toMatchObject({ holds: true });
});

import type { ArmRunner } from 'claimcheck';
import { linearFlow } from './flow.ts';
import type { Family } from './instances.ts';
import { settlingTime } from './motion.ts';
import { minimumNorm } from './minimum-norm.ts';
import { flowNormDrop, loss, normCurve, normDrop } from './path-measures.ts';
import { ensemble, type EnsembleSize, liveFlow, small, startOf } from './setting.ts';
import { norm } from './vectors.ts';

/** Flows from a norm of the initial weight: `drop`, the largest relative fall of |w|, and |w(t)| of one of them. */
export function growths(family: Family, initialNorm: number): ArmRunner<EnsembleSize> {
  return ensemble(family, (instance) => {
    const flow = liveFlow(instance, initialNorm);
    if (!flow) return undefined;
    const { at, norm: y } = normCurve(flow, 80);
    return {
      stretches: flow.segments.length,
      numbers: { drop: flowNormDrop(flow) },
      curves: { norm: { at, y } },
    };
  });
}

/** A linear neuron on the same problems. */
export function linearGrowths(family: Family, initialNorm: number): ArmRunner<EnsembleSize> {
  return ensemble(family, (instance) => {
    const motion = linearFlow(instance, startOf(instance, initialNorm));
    const numbers = { drop: normDrop([{ motion, duration: settlingTime(motion) }]) };
    return { stretches: 1, numbers };
  });
}

/**
 * Neurons that reach zero loss from a small weight, against the shortest interpolator: `ratio` of the norms. The linear
 * neuron is held against its own, the shortest w with w.x_i = y_i.
 */
export function excessNorms(neuron: 'relu' | 'linear'): ArmRunner<EnsembleSize> {
  return ensemble('rectified', (instance) => {
    if (neuron === 'linear') {
      const { rest } = linearFlow(instance, startOf(instance, small));
      const { rest: shortest } = linearFlow(instance, new Float64Array(rest.length));
      return { stretches: 1, numbers: { ratio: norm(rest) / norm(shortest) } };
    }
    const flow = liveFlow(instance, small);
    if (!flow || loss(instance, flow.limit) > 1e-18) return undefined;
    const shortest = minimumNorm(instance);
    if (!shortest) return undefined;
    return { stretches: flow.segments.length, numbers: { ratio: norm(flow.limit) / norm(shortest) } };
  });
}

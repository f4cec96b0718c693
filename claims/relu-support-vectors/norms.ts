import type { ArmRunner } from 'claimcheck';
import { linearFlow } from './flow.ts';
import type { Family } from './instances.ts';
import { minimumNorm } from './minimum-norm.ts';
import { flowNormDrop, loss, normCurve } from './path-measures.ts';
import { ensemble, type EnsembleSize, liveFlow, small, startOf } from './setting.ts';
import { dot, norm } from './vectors.ts';

/**
 * Flows from a norm of the initial weight: `drop`, the largest relative fall of |w|, `growth`, decades from the first |w| to the
 * last, and |w(t)| of one of them.
 */
export function growths(family: Family, initialNorm: number): ArmRunner<EnsembleSize> {
  return ensemble({ family, neuron: 'relu', initialNorm }, (instance) => {
    const flow = liveFlow(instance, initialNorm);
    if (!flow) return undefined;
    const { at, norm: y } = normCurve(flow, 80);
    return {
      stretches: flow.segments.length,
      numbers: { drop: flowNormDrop(flow), growth: Math.log10(norm(flow.limit) / initialNorm) },
      curves: { norm: { at, y } },
    };
  });
}

/**
 * Neurons that reach zero loss from a small weight, against the shortest interpolator: `ratio` of the norms, and `misfit`, the
 * loss of that interpolator, which is 0 only where it keeps to the inequalities of the labels of 0, too. The linear
 * neuron is held against its own, the shortest w with w.x_i = y_i.
 */
export function excessNorms(neuron: 'relu' | 'linear'): ArmRunner<EnsembleSize> {
  return ensemble({ family: 'rectified', neuron, initialNorm: small }, (instance) => {
    if (neuron === 'linear') {
      const { rest } = linearFlow(instance, startOf(instance, small));
      const { rest: shortest } = linearFlow(instance, new Float64Array(rest.length));
      const off = instance.x.map((point, i) => (dot(point, shortest) - instance.y[i]!) ** 2 / 2);
      const misfit = off.reduce((sum, one) => sum + one, 0);
      return { stretches: 1, numbers: { ratio: norm(rest) / norm(shortest), misfit } };
    }
    const flow = liveFlow(instance, small);
    if (!flow || loss(instance, flow.limit) > 1e-18) return undefined;
    const shortest = minimumNorm(instance);
    if (!shortest) return undefined;
    const numbers = { ratio: norm(flow.limit) / norm(shortest), misfit: loss(instance, shortest) };
    return { stretches: flow.segments.length, numbers };
  });
}

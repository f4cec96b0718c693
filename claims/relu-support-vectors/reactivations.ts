import type { ArmRunner } from 'claimcheck';
import { thinSvd } from 'claimcheck/measure';
import { linearFlow } from './flow.ts';
import type { Family } from './instances.ts';
import { linearChanges, reactivations } from './path-measures.ts';
import { ensemble, type EnsembleSize, liveFlow, small, startOf } from './setting.ts';

/**
 * How often points leave the active set and come back, `left` and `returned`, from the fastest time constant on: before,
 * the pattern is that of a weight of arbitrary direction.
 */
export function comings(family: Family, neuron: 'relu' | 'linear'): ArmRunner<EnsembleSize> {
  return ensemble({ family, neuron, initialNorm: small }, (instance) => {
    const flow = liveFlow(instance, small);
    if (!flow) return undefined;
    const changes =
      neuron === 'relu'
        ? flow.changes
        : linearChanges(instance, linearFlow(instance, startOf(instance, small)));
    const warmUp = 1 / Math.max(...thinSvd(instance.x).values) ** 2;
    const { left, returned } = reactivations(changes, warmUp);
    return { stretches: neuron === 'relu' ? flow.segments.length : 1, numbers: { left, returned } };
  });
}

import { arm, type ArmRunner } from 'claimcheck';
import type { Family } from './instances.ts';
import { leastLoss } from './least-loss.ts';
import { loss } from './path-measures.ts';
import { ensemble, type EnsembleSize, liveFlow, small } from './setting.ts';

export interface ConvergenceSize extends EnsembleSize {
  /** Points of the arm with few. */
  readonly few: number;
}

/** Flows from a small weight: `excess` of the limit's loss over the least possible one, and how many points support it. */
export function limits(family: Family, few = false): ArmRunner<ConvergenceSize> {
  const setting = { family, neuron: 'relu', initialNorm: small } as const;
  const runner = ensemble<ConvergenceSize>(setting, (instance) => {
    const flow = liveFlow(instance, small);
    if (!flow) return undefined;
    return {
      stretches: flow.segments.length,
      numbers: {
        excess: loss(instance, flow.limit) - leastLoss(instance),
        support: flow.support.length,
      },
    };
  });
  return arm({ ...setting, few }, (run, size) => runner(run, few ? { ...size, points: size.few } : size));
}

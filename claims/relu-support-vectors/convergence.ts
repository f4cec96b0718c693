import type { ArmRunner } from 'claimcheck';
import type { Family } from './instances.ts';
import { loss } from './path-measures.ts';
import { ensemble, type EnsembleSize, liveFlow, small } from './setting.ts';

export interface ConvergenceSize extends EnsembleSize {
  /** Points of the arm with few. */
  readonly few: number;
}

/** Flows from a small weight that end without loss: `loss` of the limit, and how many points support it. */
export function limits(family: Family, few = false): ArmRunner<ConvergenceSize> {
  const runner = ensemble<ConvergenceSize>(family, (instance) => {
    const flow = liveFlow(instance, small);
    if (!flow) return undefined;
    return {
      stretches: flow.segments.length,
      numbers: { loss: loss(instance, flow.limit), support: flow.support.length },
    };
  });
  return (run, size) => runner(run, few ? { ...size, points: size.few } : size);
}

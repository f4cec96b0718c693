import { arm, type ArmRunner, createRng, type Rng, type TierSize } from 'claimcheck';
import { type Flow, reluFlow } from './flow.ts';
import { drawInstance, type Family, type Instance } from './instances.ts';
import { scaled } from './vectors.ts';

/** One seed draws this many problems and reduces the statistics of all of them to one number. */
export interface EnsembleSize extends TierSize {
  readonly dimensions: number;
  readonly points: number;
  readonly instances: number;
}

/** What one problem gave; `stretches` is how many closed-form stretches were integrated. */
export interface Outcome {
  readonly stretches: number;
  readonly numbers: Readonly<Record<string, number>>;
  /** Series of the evidence: that of a seed's first problem is kept. */
  readonly curves?: Readonly<
    Record<string, { readonly at: readonly number[]; readonly y: readonly number[] }>
  >;
}

/** What tells the arms over random problems apart. */
interface Setting {
  readonly family: Family;
  readonly neuron: 'relu' | 'linear';
  /** Norm of the weight at the start of the flow. */
  readonly initialNorm: number;
}

/** A small norm of the initial weight, where labels and inputs are of order 1. */
export const small = 1e-6;

/** The initial weight of an instance at a norm. */
export const startOf = ({ direction }: Instance, size: number): Float64Array => scaled(direction, size);

/** The flow from `size` times the initial direction; undefined when the neuron is dead, at once or in the end. */
export function liveFlow(instance: Instance, size: number): Flow | undefined {
  const flow = reluFlow(instance, startOf(instance, size));
  return flow.support.length === 0 ? undefined : flow;
}

/**
 * An arm over random problems of a family, computed in float64 without an engine. All arms of a claim see the same
 * problems; `rng` is what a statistic may draw besides. Series are over the problems that gave an outcome, value
 * `live` is their share. Of the setting only the family is read here; all of it is kept in the evidence.
 */
export function ensemble<Size extends EnsembleSize>(
  setting: Setting,
  statistics: (instance: Instance, rng: Rng, size: Size) => Outcome | undefined,
): ArmRunner<Size> {
  const { family } = setting;
  return arm(setting, async (run, size: Size) => {
    const done = [];
    for (const seed of run.seeds) {
      const outcomes: Outcome[] = [];
      for (let index = 0; index < size.instances; index++) {
        run.signal?.throwIfAborted();
        const shape = { ...size, family };
        const instance = drawInstance(createRng(seed, `instance/${index}`), shape);
        const outcome = statistics(instance, createRng(seed, `statistics/${index}`), size);
        if (outcome) outcomes.push(outcome);
        // Signals and timers get their turn between problems.
        await new Promise((resolve) => setImmediate(resolve));
      }
      done.push(trajectoryOf(outcomes, size.instances));
      const steps = done.at(-1)!.steps;
      run.onProgress?.({ step: Math.round((steps * done.length) / run.seeds.length), steps, replicas: 1 });
    }
    return done;
  });
}

function trajectoryOf(outcomes: readonly Outcome[], instances: number) {
  const names = Object.keys(outcomes[0]?.numbers ?? {});
  const curves = Object.entries(outcomes[0]?.curves ?? {});
  return {
    steps: outcomes.reduce((sum, { stretches }) => sum + stretches, 0),
    series: {
      ...Object.fromEntries(names.map((name) => [name, outcomes.map(({ numbers }) => numbers[name]!)])),
      ...Object.fromEntries(curves.map(([name, { y }]) => [name, y])),
    },
    values: { live: outcomes.length / instances },
    at: Object.fromEntries(curves.map(([name, { at }]) => [name, at])),
  };
}

/** Share of the values below a bound; NaN for none, so that an arm without outcomes shows nothing. */
export function shareBelow(values: ArrayLike<number>, bound: number): number {
  return Array.from(values).filter((value) => value < bound).length / values.length;
}

import {
  arm,
  type ArmRunner,
  type NdArray,
  ndarray,
  type NdRecord,
  type RunContext,
  type TierSize,
  type Trajectory,
} from 'claimcheck';
import { stackSeeds } from 'claimcheck/data';
import { extrapolationError, impulseResponse, mean, memorylessLosses } from 'claimcheck/measure';
import { scan, type Observed } from 'claimcheck/train';
import { descent, impulse, linearSteps, trainingSets, weight } from './linear-steps.ts';
import { drawStart, type Start, toParameters, toWeights } from './starts.ts';

export interface Size extends TierSize {
  /** Size of the state, d. */
  readonly dimensions: number;
  /** Length of the training sequences, k. */
  readonly length: number;
  readonly steps: number;
  /** Networks of a seed, each with weights (and data) of its own. */
  readonly networks: number;
  /** Sequences of a training set; read by arms that are trained on one. */
  readonly sequences?: number;
}

export interface Setting {
  readonly start: Start;
  /** Trained on sequences instead of the population loss. Default false. */
  readonly sampled?: boolean;
  /** Length of the training sequences, if not that of the tier. */
  readonly length?: number;
  /** How many states fewer than the training sequences are long, in place of the size of the tier. */
  readonly fewer?: number;
  /** Sequences of the training set, if not those of the tier. */
  readonly sequences?: number;
}

/** Points of a curve over steps. */
const points = 32;
/** A network fails where longer sequences add more than this to its loss, in units of the label's variance. */
export const failure = 0.01;
/** Longest sequence that is tested, in units of the training length. */
const reach = 4;

/** Population losses of a network on lengths 1, 2, ..., 4 k, that at k, and what longer sequences add to it. */
function assess(state: NdRecord, replica: number, length: number) {
  const response = impulseResponse(toWeights(state, replica), reach * length);
  const byLength = memorylessLosses(response, weight);
  return {
    byLength,
    trained: byLength[length - 1]!,
    beyond: extrapolationError(response, length, reach * length),
  };
}

function observation({ state }: Observed, length: number) {
  const replicas = state['input/weight']!.shape[0]!;
  const numbers = Array.from({ length: replicas }, (_, replica) => assess(state, replica, length));
  const of = (name: 'trained' | 'beyond'): NdArray =>
    ndarray(
      numbers.map((each) => each[name]),
      [replicas],
    );
  return { values: { trained: of('trained'), beyond: of('beyond') } };
}

/** Geometric mean of numbers that may be 0, for curves. */
const typical = (values: readonly number[]): number =>
  10 ** mean(values.map((value) => Math.log10(Math.max(value, 1e-16))));

/** What an arm says in place of its tier. */
function own({ length, fewer, sequences }: Setting, size: Size): Partial<Size> {
  return {
    ...(length !== undefined && { length }),
    ...(fewer !== undefined && { dimensions: (length ?? size.length) - fewer }),
    ...(sequences !== undefined && { sequences }),
  };
}

/** Trains linear networks by back-propagation through time. Series over a seed's networks: `finalLoss`, `finalError`. */
export function trainings(setting: Setting): ArmRunner<Size> {
  const { start, sampled: onSample = false } = setting;
  const whole = { ...setting, sampled: onSample, ...descent, batch: 'all', weight };
  return arm(whole, async (run: RunContext, size: Size): Promise<Trajectory[]> => {
    const { networks } = size;
    const { dimensions, length, sequences = 0 } = { ...size, ...own(setting, size) };
    const seeds = run.seeds.flatMap((seed) => Array.from({ length: networks }, (_, at) => `${seed}/${at}`));
    const { state, observations, observedAt } = await scan({
      run: { ...run, seeds },
      name: 'training',
      step: onSample ? linearSteps.sample : linearSteps.population,
      state: stackSeeds(seeds, (seed) => toParameters(drawStart(seed, start, dimensions, length))),
      data: onSample ? trainingSets(seeds, sequences, length) : impulse(seeds.length, length),
      steps: size.steps,
      every: size.steps,
      observe: { every: Math.floor(size.steps / points), call: (observed) => observation(observed, length) },
    });
    return run.seeds.map((_, index) => {
      const replicas = Array.from({ length: networks }, (_, at) => index * networks + at);
      const ends = replicas.map((replica) => assess(state, replica, length));
      const over = (name: string): number[] =>
        observedAt.map((_, row) =>
          typical(replicas.map((at) => observations[name]!.values[row * seeds.length + at]!)),
        );
      const lengths = Array.from(ends[0]!.byLength, (_, at) => at + 1);
      return {
        steps: size.steps * networks,
        series: {
          finalLoss: ends.map(({ trained }) => trained),
          finalError: ends.map(({ beyond }) => beyond),
          byLength: lengths.map((at) => typical(ends.map(({ byLength }) => byLength[at - 1]!))),
          trained: over('trained'),
          beyond: over('beyond'),
        },
        values: {},
        at: { byLength: lengths, trained: observedAt, beyond: observedAt },
      };
    });
  });
}

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
import { powerLaw } from 'claimcheck/measure';
import { type Learning, parametersIn, stepOf } from './network.ts';
import { augmentationDraws, newPoints, pseudolabelled, wrongShare } from './setting.ts';
import { batchSize, judged, meanOfSets, setsOf, settingOf, trainStudents } from './students.ts';

export interface GridSize extends TierSize {
  /** Numbers of unlabelled points. */
  readonly grid: readonly number[];
  readonly testSamples: number;
  /** Of every training: larger samples take more steps. */
  readonly epochs: number;
  /** Data sets and networks of a seed, over which its numbers are averaged. */
  readonly sets: number;
}

/** Of the pseudolabels. */
const mistakes = 'scattered';

/** Both terms of the objective on points with pseudolabels: disagreement and inconsistency, [R] each. */
const terms = ({ error, inconsistency }: NdRecord): readonly [NdArray, NdArray] => [error!, inconsistency!];

/**
 * Students of pseudolabels with a fifth wrong at random, at each number of points. `gap`: how far disagreement with the
 * pseudolabels and inconsistency on the sample are from those on new points with pseudolabels of the same kind, the sum.
 */
export function bySampleSize(learning: Learning): ArmRunner<GridSize> {
  const step = stepOf(learning);
  const setting = { mistakes, wrongShare, ...settingOf(learning) };
  return arm(setting, async (given: RunContext, size: GridSize): Promise<Trajectory[]> => {
    const { grid, testSamples, epochs, sets } = size;
    const run = { ...given, seeds: setsOf(given.seeds, sets) };
    const fresh = newPoints(run.seeds, testSamples);
    const population = {
      ...fresh,
      ...stackSeeds(run.seeds, (seed) => newLabels(seed, testSamples)),
    };
    const gaps: number[][] = [];
    const errors: number[][] = [];
    for (const samples of grid) {
      const data = stackSeeds(run.seeds, (seed) => {
        const { x, y } = pseudolabelled(seed, samples, mistakes);
        return { x, y, draws: augmentationDraws(seed, samples) };
      });
      const name = `students-${samples}`;
      const steps = stepsOf(samples, epochs);
      const { state, observations } = await trainStudents({
        ...{ run, name, learning, step, steps, data, fresh, recorded: 1 },
      });
      const onSample = terms(await judged(run, parametersIn(state), data));
      const onNew = terms(await judged(run, parametersIn(state), population));
      const distances = run.seeds.map((_, replica) => distance(onSample, onNew, replica));
      const averaged = (values: readonly number[]): number[] =>
        Array.from(meanOfSets(ndarray(values, [values.length]), sets).values);
      gaps.push(averaged(distances));
      errors.push(averaged(Array.from(observations['error']!.values).slice(-run.seeds.length)));
    }
    return given.seeds.map((_, replica) => ({
      steps: sets * grid.reduce((sum, samples) => sum + stepsOf(samples, epochs), 0),
      series: { gap: gaps.map((row) => row[replica]!), error: errors.map((row) => row[replica]!) },
      values: {},
      at: { gap: grid, error: grid },
    }));
  });
}

const stepsOf = (samples: number, epochs: number): number => Math.ceil((epochs * samples) / batchSize);

/** Pseudolabels of new points, wrong on as many. */
function newLabels(seed: string, samples: number) {
  const { y } = pseudolabelled(seed, samples, mistakes, { split: 'test' });
  return { y };
}

function distance(one: readonly NdArray[], other: readonly NdArray[], replica: number): number {
  return one.reduce(
    (sum, { values }, term) => sum + Math.abs(values[replica]! - other[term]!.values[replica]!),
    0,
  );
}

/** Exponent of the gap in the number of points, and the share of the pseudolabeler's error removed at the largest. */
export function measureGrid({ series, at }: Trajectory) {
  const { error, gap } = series as Record<'error' | 'gap', ArrayLike<number>>;
  return {
    exponent: powerLaw(gap, { n: at!['gap']! }).exponents.n,
    removed: 1 - error[error.length - 1]! / wrongShare,
  };
}

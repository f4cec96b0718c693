import { arm, type ArmRunner, type RunContext, type Trajectory } from 'claimcheck';
import { measure, type Measured } from './measures.ts';
import { once } from './once.ts';
import { runs, type Setting, type Size, walked } from './setting.ts';

const he: Setting = { init: 'he', learningRate: 0.03 };

/** Trainings of one network at one learning rate, which differ in activation, normalization, skips and momentum. */
const settings: Readonly<Record<string, Setting>> = {
  ReLU: he,
  'ReLU, BN': { ...he, after: 'batchNorm' },
  'ReLU, skip': { ...he, skip: true },
  'ReLU, BN, skip': { ...he, after: 'batchNorm', skip: true },
  tanh: { ...he, activation: 'tanh' },
  'tanh, BN': { ...he, activation: 'tanh', after: 'batchNorm' },
  ELU: { ...he, activation: 'elu' },
  linear: { ...he, activation: 'identity' },
  sigmoid: { ...he, activation: 'sigmoid' },
  'sigmoid, BN': { ...he, activation: 'sigmoid', after: 'batchNorm' },
  'heavy ball': { ...he, optimizer: 'heavyBall' },
  Nesterov: { ...he, optimizer: 'nesterov' },
};

/** What one training of one seed leaves: as it was, and as a random walk with its step lengths and losses. */
interface Pair {
  readonly run: Measured;
  readonly walk: Measured;
}

const arms = Object.values(settings).map((setting) => runs(setting));
/** Pairs by setting and seed. */
const trained = (run: RunContext, size: Size): Promise<readonly (readonly Pair[])[]> =>
  once(['techniques', run.seeds, run.engine, size.steps], () => trainAll(run, size));

async function trainAll(run: RunContext, size: Size): Promise<readonly (readonly Pair[])[]> {
  const all: Pair[][] = [];
  for (const [index, train] of arms.entries()) {
    const trajectories = await train(partOf(run, index), size);
    all.push(
      trajectories.map((trajectory, at) => ({
        run: measure(trajectory),
        walk: measure(walked(trajectory, run.seeds[at]!)),
      })),
    );
  }
  return all;
}

/** Progress over all trainings, and no checkpoints: those of one training would pass for those of the next. */
function partOf({ onProgress, signal, seeds, engine, threads }: RunContext, part: number): RunContext {
  return {
    ...{ seeds, engine, threads },
    ...(signal && { signal }),
    onProgress: ({ step, steps, replicas }) =>
      onProgress?.({ step: part * steps + step, steps: arms.length * steps, replicas }),
  };
}

/**
 * All trainings of a seed as one trajectory, a point a training: what is held against speed, a number of the runs or of
 * their random walks, and the loss over the run.
 */
export function techniques(of: keyof Pair, number: 'gammaMedian' | 'cosMedian'): ArmRunner<Size> {
  const trainings = Object.fromEntries(
    Object.keys(settings).map((name, index) => [name, arms[index]!.setting]),
  );
  return arm({ of, number, trainings }, async (run, size): Promise<Trajectory[]> => {
    const all = await trained(run, size);
    return run.seeds.map((_, seed) => ({
      steps: arms.length * size.steps,
      series: {
        regularity: all.map((pairs) => pairs[seed]![of][number]),
        meanLoss: all.map((pairs) => pairs[seed]!.run.meanLoss),
      },
      values: {},
    }));
  });
}

/** A number of every training as measures of their own: `<name>/<training>`. */
export function numbered<Name extends string>(
  name: Name,
  values: ArrayLike<number>,
): Record<`${Name}/${number}`, number> {
  return Object.fromEntries(Array.from(values, (value, index) => [`${name}/${index}`, value])) as Record<
    `${Name}/${number}`,
    number
  >;
}

type Numbered = Readonly<Record<`${'regularity' | 'meanLoss'}/${number}`, number>>;

/** Gamma and mean loss of every training, then of the random walk in its place: a line of a figure each. */
export function byTraining(runs: Numbered, walks: Numbered): Record<string, (readonly [number, number])[]> {
  const pointOf = (measured: Numbered, index: number) =>
    [measured[`regularity/${index}`]!, measured[`meanLoss/${index}`]!] as const;
  return Object.fromEntries(
    Object.keys(settings).map((name, index) => [name, [pointOf(runs, index), pointOf(walks, index)]]),
  );
}

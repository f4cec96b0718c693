import { arm, type ArmRunner, createRng, type Seed, type TierSize, type Trajectory } from 'claimcheck';
import { replicaDistance } from 'claimcheck/measure';
import { perSeed } from 'claimcheck/train';
import { meanField, type MeanFieldSetting } from './dmft.ts';
import { type Algorithm, meanSquare, noiseOf, stepTogether } from './dynamics.ts';
import { dataSeeds, meanSeries } from './data-seeds.ts';
import { dot, perceptron, trainingError, usual } from './perceptron.ts';
import { randomField, responseTo } from './response.ts';

export interface MeanFieldSize extends TierSize {
  /** N of the simulation. */
  readonly dimensions: number;
  /** Data sets that a seed averages over. */
  readonly dataSets: number;
  /** Paths of the mean-field solution. */
  readonly paths: number;
}

export interface Comparison {
  readonly algorithm: Algorithm;
  readonly load: number;
  readonly steps: number;
  /** Displacement and response are counted from here. */
  readonly waiting: number;
  /** Points of each curve. */
  readonly points: number;
  /** 2 where the distance of two replicas is asked for. Default 1. */
  readonly replicas?: 1 | 2;
}

/** Curves by name; those that start at the waiting time begin there. */
type Curves = Record<'norm' | 'overlap' | 'loss' | 'distance' | 'displacement' | 'response', number[]>;

const emptyCurves = (): Curves => ({
  ...{ norm: [], overlap: [], loss: [], distance: [], displacement: [], response: [] },
});

/** Numbers of steps after which the curves have points. */
function recordedSteps({ steps, points }: Comparison): number[] {
  return Array.from({ length: points }, (_, at) => Math.round(((at + 1) * steps) / points) - 1);
}

/** One or two replicas, and a copy of the first that feels a field from the waiting time on. */
function simulate(seed: Seed, comparison: Comparison, dimensions: number): Curves {
  const { algorithm, load, steps, waiting, replicas = 1 } = comparison;
  const problem = perceptron(seed, { dimensions, load, typical: true });
  const [w, twin] = [problem.start.slice(), replicas === 2 ? problem.start.slice() : undefined];
  const [noise, twinNoise] = ['0', '1'].map((name) => noiseOf(seed, name, problem, algorithm));
  const field = randomField(createRng(seed, 'field'), dimensions);
  const recorded = new Set(recordedSteps(comparison));
  const curves = emptyCurves();
  let [from, pushed] = [w, w];
  for (let step = 0; step < steps; step++) {
    if (step === waiting) [from, pushed] = [w.slice(), w.slice()];
    if (recorded.has(step)) {
      curves.norm.push(dot(w, w) / dimensions);
      curves.overlap.push(dot(w, problem.signal) / dimensions);
      curves.loss.push(trainingError(problem, w).loss);
      if (twin) curves.distance.push(replicaDistance([w, twin]));
      if (step > waiting) {
        curves.displacement.push(meanSquare(w, from));
        curves.response.push(responseTo(field, w, pushed));
      }
    }
    const copies = step < waiting ? [w] : [w, pushed];
    stepTogether(problem, algorithm, copies, noise!, [undefined, field]);
    if (twin) stepTogether(problem, algorithm, [twin], twinNoise!);
  }
  return curves;
}

/** The same curves for N to infinity. */
function predict(comparison: Comparison, paths: number): Curves {
  const { algorithm, load, steps, waiting, replicas: copies = 1 } = comparison;
  const setting: MeanFieldSetting = { load, ...algorithm, steps, paths, copies };
  const { correlation, response, overlap, loss } = meanField(setting, createRng('mean field', 'paths'));
  const curves = emptyCurves();
  for (const t of recordedSteps(comparison)) {
    curves.norm.push(correlation(t, t));
    curves.overlap.push(overlap[t]!);
    curves.loss.push(loss[t]!);
    if (copies === 2) curves.distance.push(2 * (correlation(t, t) - correlation(t, t, 0, 1)));
    if (t <= waiting) continue;
    curves.displacement.push(correlation(t, t) + correlation(waiting, waiting) - 2 * correlation(t, waiting));
    let integrated = 0;
    for (let s = waiting; s < t; s++) integrated += algorithm.learningRate * response(t, s);
    curves.response.push(integrated);
  }
  return curves;
}

function trajectory(curves: Curves, comparison: Comparison, steps: number): Trajectory {
  const times = recordedSteps(comparison).map((step) => step * comparison.algorithm.learningRate);
  const after = times.slice(times.length - curves.response.length);
  const temperature = curves.displacement.map((value, at) => value / (2 * curves.response[at]!));
  const all = Object.entries({ ...curves, temperature });
  const series = Object.fromEntries(all.filter(([, values]) => values.length > 0));
  const at = Object.keys(series).map(
    (name) => [name, series[name]!.length < times.length ? after : times] as const,
  );
  return { steps, series, values: {}, at: Object.fromEntries(at) };
}

/** Curves of the finite system, averaged over data sets. */
export function simulated(comparison: Comparison): ArmRunner<MeanFieldSize> {
  const runs = perSeed<MeanFieldSize>((seed, { dimensions, dataSets }) => {
    const all = dataSeeds(seed, dataSets).map((each) => simulate(each, comparison, dimensions));
    const names = Object.keys(all[0]!) as (keyof Curves)[];
    const mean = emptyCurves();
    for (const name of names) mean[name] = meanSeries(all.map((one) => one[name]));
    return trajectory(mean, comparison, comparison.steps * dataSets);
  });
  return arm({ by: 'simulation', ...usual, ...comparison }, runs);
}

/** The mean-field curves, the same for every seed. */
export function predicted(comparison: Comparison): ArmRunner<MeanFieldSize> {
  const solved = new Map<number, Trajectory>();
  const runs = perSeed<MeanFieldSize>((_, { paths }) => {
    const known = solved.get(paths) ?? trajectory(predict(comparison, paths), comparison, comparison.steps);
    solved.set(paths, known);
    return known;
  });
  return arm({ by: 'theory', ...usual, ...comparison }, runs);
}

/** Every point of every curve, as `name/point`. */
export function pointsOf({ series }: Trajectory): Record<string, number> {
  return Object.fromEntries(
    Object.entries(series).flatMap(([name, values]) =>
      Array.from(values, (value, at) => [`${name}/${at}`, value] as const),
    ),
  );
}

import { type ArmRunner, createRng, type Seed, type TierSize, type Trajectory } from 'claimcheck';
import { replicaDistance } from 'claimcheck/measure';
import { perSeed } from 'claimcheck/train';
import { meanField, type MeanFieldSetting } from './dmft.ts';
import { type Algorithm, meanSquare, noiseOf, stepTogether } from './dynamics.ts';
import { dataSeeds, meanSeries } from './data-seeds.ts';
import { dot, perceptron, trainingError } from './perceptron.ts';
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

/** Two replicas, and a copy of the first that feels a field from the waiting time on. */
function simulate(seed: Seed, comparison: Comparison, dimensions: number): Curves {
  const { algorithm, load, steps, waiting } = comparison;
  const problem = perceptron(seed, { dimensions, load, typical: true });
  const [w, twin] = [problem.start.slice(), problem.start.slice()];
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
      curves.distance.push(replicaDistance([w, twin]));
      if (step > waiting) {
        curves.displacement.push(meanSquare(w, from));
        curves.response.push(responseTo(field, w, pushed));
      }
    }
    const copies = step < waiting ? [w] : [w, pushed];
    stepTogether(problem, algorithm, copies, noise!, [undefined, field]);
    stepTogether(problem, algorithm, [twin], twinNoise!);
  }
  return curves;
}

/** The same curves for N to infinity. */
function predict(comparison: Comparison, paths: number): Curves {
  const { algorithm, load, steps, waiting } = comparison;
  const setting: MeanFieldSetting = { load, ...algorithm, steps, paths, copies: 2 };
  const { correlation, response, overlap, loss } = meanField(setting, createRng('mean field', 'paths'));
  const curves = emptyCurves();
  for (const t of recordedSteps(comparison)) {
    curves.norm.push(correlation(t, t));
    curves.overlap.push(overlap[t]!);
    curves.loss.push(loss[t]!);
    curves.distance.push(2 * (correlation(t, t) - correlation(t, t, 0, 1)));
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
  const series = Object.fromEntries(Object.entries(curves).filter(([, values]) => values.length > 0));
  const at = Object.keys(series).map(
    (name) => [name, series[name]!.length < times.length ? after : times] as const,
  );
  return { steps, series, values: {}, at: Object.fromEntries(at) };
}

/** Curves of the finite system, averaged over data sets. */
export function simulated(comparison: Comparison): ArmRunner<MeanFieldSize> {
  return perSeed((seed, { dimensions, dataSets }) => {
    const all = dataSeeds(seed, dataSets).map((each) => simulate(each, comparison, dimensions));
    const names = Object.keys(all[0]!) as (keyof Curves)[];
    const mean = emptyCurves();
    for (const name of names) mean[name] = meanSeries(all.map((one) => one[name]));
    return trajectory(mean, comparison, comparison.steps * dataSets);
  });
}

/** The mean-field curves, the same for every seed. */
export function predicted(comparison: Comparison): ArmRunner<MeanFieldSize> {
  const solved = new Map<number, Trajectory>();
  return perSeed((_, { paths }) => {
    const known = solved.get(paths) ?? trajectory(predict(comparison, paths), comparison, comparison.steps);
    solved.set(paths, known);
    return known;
  });
}

/** Every point of every curve, as `name/point`. */
export function pointsOf({ series }: Trajectory): Record<string, number> {
  return Object.fromEntries(
    Object.entries(series).flatMap(([name, values]) =>
      Array.from(values, (value, at) => [`${name}/${at}`, value] as const),
    ),
  );
}

/** Largest |simulated / predicted - 1| over the points of a curve. */
function worstDeviation(name: string, simulated: Points, predicted: Points): number {
  const points = Object.keys(predicted).filter((point) => point.startsWith(`${name}/`));
  return Math.max(...points.map((point) => Math.abs(simulated[point]! / predicted[point]! - 1)));
}

type Points = Readonly<Record<string, number>>;

/** A panel: the curve of the simulation stays near that of the theory. */
export const staysNear = (name: string, curve: string) =>
  ({
    name,
    unit: 'relative',
    of: ({ simulated, predicted }: { readonly simulated: Points; readonly predicted: Points }) =>
      worstDeviation(curve, simulated, predicted),
    rule: 'staysBelow',
    margin: 0.2,
    because:
      'a batch fraction of 0.25 instead of 0.3 would change the noise by 29 %: the theory must do better',
  }) as const;

/** Panels of every comparison, beside its own. */
export const nearInResponseAndNorm = [
  staysNear('largest deviation of the response', 'response'),
  staysNear('largest deviation of the norm', 'norm'),
] as const;

/** Axes of the curves of every comparison, beside its own. */
export const commonCurves = {
  response: { label: 'integrated response by time' },
  norm: { label: 'squared norm of the weights / N' },
  overlap: { label: 'overlap with the signal' },
  loss: { label: 'training loss per sample', scale: 'log' },
} as const;

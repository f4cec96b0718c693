import { arm, type ArmRunner, type Seed, type TierSize } from 'claimcheck';
import { mean } from 'claimcheck/measure';
import { perSeed } from 'claimcheck/train';
import { type Algorithm, noiseOf, stepTogether } from './dynamics.ts';
import { dataSeeds, meanSeries } from './data-seeds.ts';
import { gapOf, type Perceptron, perceptron, trainingError, usual } from './perceptron.ts';
import { loads } from './setting.ts';

export interface BoundarySize extends TierSize {
  readonly dimensions: number;
  /** Data sets that a seed averages over. */
  readonly dataSets: number;
  /** Time of training. */
  readonly time: number;
}

/** Ways to measure how wide the region between the boundary and the training points is. */
interface Width {
  /** Mean distance of a training point to the boundary, signed: gap / (|w| / sqrt(N)). */
  readonly mean: number;
  /** Smallest of these distances. */
  readonly least: number;
  /** Share of the points at the edge, with a gap below kappa + 0.05. */
  readonly near: number;
  /** Smallest gap over kappa: 1 where no point has a loss. */
  readonly gap: number;
  /** |w| / sqrt(N). */
  readonly norm: number;
}

function widthOf(problem: Perceptron, w: Float64Array): Width {
  const scale = Math.hypot(...w) / Math.sqrt(w.length);
  const gaps = Array.from({ length: problem.samples }, (_, sample) => gapOf(problem, w, sample));
  const least = Math.min(...gaps);
  return {
    mean: mean(gaps) / scale,
    least: least / scale,
    near: mean(gaps.map((gap) => (gap < problem.margin + 0.05 ? 1 : 0))),
    gap: least / problem.margin,
    norm: scale,
  };
}

export interface BoundarySetting {
  readonly algorithm: Algorithm;
  /** kappa. Default `usual`. */
  readonly margin?: number;
}

/** Points of a recorded curve. */
const recorded = 25;

function trained(
  seed: Seed,
  { algorithm, margin = usual.margin }: BoundarySetting,
  { dimensions, time }: BoundarySize,
) {
  const problem = perceptron(seed, { dimensions, load: loads.over, margin });
  const noise = noiseOf(seed, 'batches', problem, algorithm);
  const w = problem.start.slice();
  const steps = Math.round(time / algorithm.learningRate);
  const every = Math.max(1, Math.round(steps / recorded));
  const width: number[] = [];
  for (let step = 1; step <= steps; step++) {
    stepTogether(problem, algorithm, [w], noise);
    if (step % every === 0) width.push(widthOf(problem, w).mean);
  }
  return { ...widthOf(problem, w), ...trainingError(problem, w), width, every, steps };
}

/** Widths of the boundary after training, means over data sets. */
export function boundaries(setting: BoundarySetting): ArmRunner<BoundarySize> {
  const runs = perSeed<BoundarySize>((seed, size) => {
    const all = dataSeeds(seed, size.dataSets).map((each) => trained(each, setting, size));
    const width = meanSeries(all.map((one) => one.width));
    const over = (of: (one: (typeof all)[number]) => number): number => mean(all.map(of));
    const unit = all[0]!.every * setting.algorithm.learningRate;
    return {
      steps: all.reduce((sum, { steps }) => sum + steps, 0),
      series: { width },
      values: {
        ...{ mean: over((one) => one.mean), least: over((one) => one.least), near: over((one) => one.near) },
        ...{ gap: over((one) => one.gap), norm: over((one) => one.norm), error: over((one) => one.error) },
      },
      at: { width: width.map((_, at) => (at + 1) * unit) },
    };
  });
  return arm({ ...usual, load: loads.over, ...setting }, runs);
}

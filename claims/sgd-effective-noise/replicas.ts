import { arm, type ArmRunner, type Seed } from 'claimcheck';
import { replicaDistance } from 'claimcheck/measure';
import { perSeed } from 'claimcheck/train';
import { type Algorithm, noiseOf, stepTogether } from './dynamics.ts';
import { type Perceptron, perceptron, trainingError, usual } from './perceptron.ts';
import { loads, type Size } from './setting.ts';

/** What a setting leaves out: as many weights as constraints. */
const usualReplicas = { load: loads.over, replicas: 2, time: 80 };

export interface ReplicaSetting {
  readonly algorithm: Algorithm;
  /** Replicas of equal data and start. Default, also of what follows: `usualReplicas`. */
  readonly replicas?: number;
  readonly load?: number;
  /** Time of training. */
  readonly time?: number;
}

/** Trains the replicas of one data set; distance and loss about once a unit of time. */
export function replicaRun(seed: Seed, problem: Perceptron, setting: ReplicaSetting) {
  const { algorithm, replicas, time } = { ...usualReplicas, ...setting };
  const weights = Array.from({ length: replicas }, () => problem.start.slice());
  const noises = weights.map((_, index) => noiseOf(seed, `replica/${index}`, problem, algorithm));
  const every = Math.round(1 / algorithm.learningRate);
  const steps = Math.round(time / algorithm.learningRate);
  const curves = { distance: [] as number[], loss: [] as number[], at: [] as number[] };
  for (let step = 1; step <= steps; step++) {
    weights.forEach((w, index) => stepTogether(problem, algorithm, [w], noises[index]!));
    if (step % every > 0 && step < steps) continue;
    curves.at.push(step * algorithm.learningRate);
    curves.distance.push(replicaDistance(weights));
    curves.loss.push(trainingError(problem, weights[0]!).loss);
  }
  return { ...curves, weights, steps: steps * replicas, error: trainingError(problem, weights[0]!).error };
}

/** Distance of the replicas over time, and the loss and training error of the first. */
export function replicaRuns(setting: ReplicaSetting): ArmRunner<Size> {
  const { load } = { ...usualReplicas, ...setting };
  const runs = perSeed<Size>((seed, { dimensions }) => {
    const problem = perceptron(seed, { dimensions, load });
    const { distance, loss, at, steps, error } = replicaRun(seed, problem, setting);
    return {
      steps,
      series: { distance, loss },
      values: {
        distance: distance.at(-1)!,
        halfway: distance[distance.length >> 1]!,
        loss: loss.at(-1)!,
        error,
      },
      at: { distance: at, loss: at },
    };
  });
  return arm({ ...usual, ...usualReplicas, ...setting }, runs);
}

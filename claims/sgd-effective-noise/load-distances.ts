import { arm, type ArmRunner, type TierSize } from 'claimcheck';
import { perSeed } from 'claimcheck/train';
import { dataSeeds } from './data-seeds.ts';
import type { Algorithm } from './dynamics.ts';
import { perceptron, usual } from './perceptron.ts';
import { replicaRun } from './replicas.ts';

export interface LoadSize extends TierSize {
  readonly dimensions: number;
  /** Data sets that a seed averages over. */
  readonly dataSets: number;
}

const replicas = { replicas: 2, time: 40 };

/** Log of the distance of two replicas, mean over data sets, and the largest training error. */
export function distances(algorithm: Algorithm, load: number, draw = ''): ArmRunner<LoadSize> {
  const runs = perSeed<LoadSize>((seed, { dimensions, dataSets }) => {
    const all = dataSeeds(`${seed}${draw}`, dataSets).map((each) =>
      replicaRun(each, perceptron(each, { dimensions, load }), { algorithm, ...replicas }),
    );
    return {
      steps: all.reduce((sum, { steps }) => sum + steps, 0),
      series: { distance: all.map(({ distance }) => distance.at(-1)!) },
      values: { error: Math.max(...all.map(({ error }) => error)) },
    };
  });
  return arm({ ...usual, algorithm, load, ...replicas, ...(draw !== '' && { draw }) }, runs);
}

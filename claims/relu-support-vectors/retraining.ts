import type { ArmRunner, Rng } from 'claimcheck';
import { reluFlow, linearFlow } from './flow.ts';
import type { Instance } from './instances.ts';
import type { Problem } from './motion.ts';
import { ensemble, type EnsembleSize, liveFlow, small, startOf } from './setting.ts';
import { distance, norm, scaled } from './vectors.ts';

/** How the training set is changed, given the support vectors. */
type Change = (problem: Problem, support: readonly number[], rng: Rng) => Problem;

function subset({ x, y }: Problem, points: readonly number[]): Problem {
  return { x: points.map((i) => x[i]!), y: Float64Array.from(points, (i) => y[i]!) };
}

/** Multiplies the chosen inputs by Unif(0.2, 2) each. */
function stretched({ x, y }: Problem, chosen: (i: number) => boolean, rng: Rng): Problem {
  return { x: x.map((point, i) => (chosen(i) ? scaled(point, rng.uniform(0.2, 2)) : point)), y };
}

const supportAlone: Change = (problem, support) => subset(problem, support);

const stretchedOthers: Change = (problem, support, rng) =>
  stretched(problem, (i) => !support.includes(i), rng);

const stretchedSupport: Change = (problem, support, rng) =>
  stretched(problem, (i) => support.includes(i), rng);

/** As many points as there are support vectors, at random. */
const randomPoints: Change = (problem, support, rng) =>
  subset(problem, [...rng.permutation(problem.x.length)].slice(0, support.length));

/** Changes of the training set by name. */
export const changes = { supportAlone, stretchedOthers, stretchedSupport, randomPoints };

const limitOf = (neuron: 'relu' | 'linear', problem: Problem, start: Float64Array): Float64Array =>
  neuron === 'relu' ? reluFlow(problem, start).limit : linearFlow(problem, start).rest;

/**
 * Trains on noisy labels, changes the training set and trains again from the same initial weight: `distance` of the two
 * limits over the norm of the first, `supportShare` of the points. The support vectors are those of the ReLU neuron
 * also where the neuron is linear.
 */
export function retrainings(
  change: keyof typeof changes,
  neuron: 'relu' | 'linear' = 'relu',
): ArmRunner<EnsembleSize> {
  const setting = { family: 'noisy', neuron, initialNorm: small, change } as const;
  return ensemble(setting, (instance: Instance, rng) => {
    const flow = liveFlow(instance, small);
    if (!flow) return undefined;
    const start = startOf(instance, small);
    const first = limitOf(neuron, instance, start);
    const second = limitOf(neuron, changes[change](instance, flow.support, rng), start);
    return {
      stretches: flow.segments.length,
      numbers: {
        distance: distance(first, second) / norm(first),
        supportShare: flow.support.length / instance.x.length,
      },
    };
  });
}

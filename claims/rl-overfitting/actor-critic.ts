import * as tf from '@tensorflow/tfjs-core';
import { adam, globalNorm, type TensorRecord, under, valueAndGradients, withPrefix } from 'claimcheck/nn';
import type { Agent } from './agents.ts';
import type { Rules } from './level-tables.ts';
import { logPolicyOf } from './policy.ts';
import { actions } from './room.ts';
import { advantages, endedEpisodes, rollOut } from './rollout.ts';

/** What all trainings share. */
export const constants = { gamma: 0.98, lambda: 0.9, valueWeight: 0.5, clipNorm: 0.5 } as const;
const { gamma, lambda, valueWeight, clipNorm } = constants;

/** What an update learns from, steps and environments side by side. */
export interface Experience {
  /** [R, B, 6 + K] */
  readonly seen: tf.Tensor;
  /** [R, B], like the others. */
  readonly action: tf.Tensor;
  readonly advantage: tf.Tensor;
  /** For the value. */
  readonly target: tf.Tensor;
}

/** Loss of advantage actor-critic, [R]: policy gradient, squared error of the value, bonus for entropy. */
function actorCriticLoss(
  agent: Agent,
  params: TensorRecord,
  experience: Experience,
  entropyWeight: tf.Tensor,
) {
  const { logits, value } = agent.heads(params, experience.seen);
  const logPolicy = logPolicyOf(logits);
  const chosen = tf.oneHot(tf.cast(experience.action, 'int32'), actions.length, 1, 0, 'float32');
  const logChosen = tf.sum(tf.mul(logPolicy, chosen), -1);
  const entropy = tf.neg(tf.sum(tf.mul(tf.exp(logPolicy), logPolicy), -1));
  const policy = tf.neg(tf.mul(logChosen, experience.advantage));
  const error = tf.mul(tf.square(tf.sub(value, experience.target)), valueWeight);
  return tf.mean(tf.sub(tf.add(policy, error), tf.mul(entropy, entropyWeight)), 1);
}

/**
 * Plays some steps in every environment and updates the agent once, all in one step of a scan. The first `learners`
 * environments send gradients; those after them only play, as the paper's test worker does.
 */
export function trainingStep(agent: Agent, rules: Rules, learners: number) {
  const names = Object.keys(agent.specs);
  return (state: TensorRecord, input: TensorRecord, world: TensorRecord) => {
    const params = Object.fromEntries(names.map((name) => [name, state[name]!]));
    const { rollout, environments } = rollOut(agent, rules, state, input['draws']!, world);
    const advantage = advantages(rollout, gamma, lambda);
    const target = advantage.map((value, step) => tf.add(value, rollout.value[step]!));
    const own = (parts: readonly tf.Tensor[]): tf.Tensor => ofFirst(parts, learners);
    const experience = {
      seen: own(rollout.seen),
      action: own(rollout.action),
      advantage: own(advantage),
      target: own(target),
    };
    const { gradients } = valueAndGradients(
      (given) => ({ loss: actorCriticLoss(agent, given, experience, input['entropyWeight']!) }),
      params,
    );
    const slots = {
      ...withPrefix('first', under('first', state)),
      ...withPrefix('second', under('second', state)),
    };
    const rate = { learningRate: input['learningRate']!, stepIndex: input['stepIndex']! };
    const next = adam(params, clipped(gradients), slots, rate);
    return {
      state: { ...next.params, ...next.slots, ...environments },
      metrics: {
        ...withPrefix('train', endedEpisodes(rollout, 0, learners)),
        ...withPrefix('test', endedEpisodes(rollout, learners, environments.cell.shape[1]!)),
      },
    };
  };
}

/** Steps [R, E, ...] of the first environments side by side: [R, T * first, ...]. */
function ofFirst(parts: readonly tf.Tensor[], first: number): tf.Tensor {
  const cut = (part: tf.Tensor): tf.Tensor => {
    const [replicas, , ...rest] = part.shape as [number, number, ...number[]];
    return tf.slice(
      part,
      part.shape.map(() => 0),
      [replicas, first, ...rest],
    );
  };
  return tf.concat(parts.map(cut), 1);
}

/** Gradients scaled down so that their norm is at most `clipNorm`. */
function clipped(gradients: TensorRecord): TensorRecord {
  const factor = tf.minimum(1, tf.div(clipNorm, tf.maximum(globalNorm(gradients), 1e-12)));
  const scaled = Object.entries(gradients).map(([name, gradient]) => {
    const shape = [-1, ...Array.from({ length: gradient.rank - 1 }, () => 1)];
    return [name, tf.mul(gradient, tf.reshape(factor, shape))] as const;
  });
  return Object.fromEntries(scaled);
}

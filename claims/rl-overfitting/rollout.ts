import * as tf from '@tensorflow/tfjs-core';
import type { TensorRecord } from 'claimcheck/nn';
import type { Agent } from './agents.ts';
import { actAll, drawsAt, type Environments, environmentsIn, observe } from './batched-environment.ts';
import type { Rules } from './level-tables.ts';
import { sample } from './policy.ts';

/** What the environments went through between two updates, by step. */
export interface Rollout {
  /** What was seen, [R, E, 6 + K]. */
  readonly seen: tf.Tensor[];
  /** Sampled by the agent, [R, E]: where actions are sticky, another one may have been executed. */
  readonly action: tf.Tensor[];
  /** [R, E], one more than steps: that of the situation after the last. */
  readonly value: tf.Tensor[];
  readonly reward: tf.Tensor[];
  readonly done: tf.Tensor[];
  /** Undiscounted reward of the episode so far. */
  readonly score: tf.Tensor[];
}

/** Plays in every environment, one step for each of draws [R, T, 4, E]. */
export function rollOut(
  agent: Agent,
  rules: Rules,
  state: TensorRecord,
  draws: tf.Tensor,
  world: TensorRecord,
) {
  const rollout: Rollout = { seen: [], action: [], value: [], reward: [], done: [], score: [] };
  let environments: Environments = environmentsIn(state);
  for (let step = 0; step < draws.shape[1]!; step++) {
    const { action: draw, ...own } = drawsAt(draws, step);
    const seen = observe(environments, world, rules);
    const { logits, value } = agent.heads(state, seen);
    const action = sample(logits, draw);
    const acted = actAll(environments, action, own, world, rules);
    const { reward, done, score } = acted;
    for (const [name, tensor] of Object.entries({ seen, action, value, reward, done, score })) {
      rollout[name as keyof Rollout].push(tensor);
    }
    environments = acted.environments;
  }
  rollout.value.push(agent.heads(state, observe(environments, world, rules)).value);
  return { rollout, environments };
}

/**
 * Generalised advantage estimation (Schulman et al. 2016, eq. 16), [R, E] by step. An episode's end, timeouts included,
 * is worth nothing beyond its reward.
 */
export function advantages(
  { reward, done, value }: Pick<Rollout, 'reward' | 'done' | 'value'>,
  gamma: number,
  lambda: number,
): tf.Tensor[] {
  const all: tf.Tensor[] = [];
  let later: tf.Tensor | undefined;
  for (let step = reward.length - 1; step >= 0; step--) {
    const goesOn = tf.sub(1, done[step]!);
    const ahead = tf.mul(tf.mul(value[step + 1]!, goesOn), gamma);
    const surprise = tf.sub(tf.add(reward[step]!, ahead), value[step]!);
    later = later ? tf.add(surprise, tf.mul(tf.mul(later, goesOn), gamma * lambda)) : surprise;
    all.unshift(later);
  }
  return all;
}

/** Sum of the scores of the episodes that ended in environments `from` to `to` (exclusive), and their number: [R] each. */
export function endedEpisodes({ score, done }: Pick<Rollout, 'score' | 'done'>, from: number, to: number) {
  const part = (x: tf.Tensor): tf.Tensor => tf.slice(x, [0, from], [x.shape[0], to - from]);
  const total = (parts: tf.Tensor[]): tf.Tensor => tf.sum(tf.addN(parts.map(part)), 1);
  return { score: total(score.map((value, step) => tf.mul(value, done[step]!))), episodes: total(done) };
}

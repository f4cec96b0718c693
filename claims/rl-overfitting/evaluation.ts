import * as tf from '@tensorflow/tfjs-core';
import { type NdArray, ndarray, type NdRecord, type RunContext, zeros } from 'claimcheck';
import type { TensorRecord } from 'claimcheck/nn';
import { scan } from 'claimcheck/train';
import type { Agent } from './agents.ts';
import { actAll, drawsAt, environmentsIn, observe } from './batched-environment.ts';
import type { Rules } from './level-tables.ts';
import type { Level } from './levels.ts';
import { sample } from './policy.ts';
import { drawsInput, firstEpisodes, type Group, worldData } from './worlds.ts';

/** Plays one step in every environment; what an environment earns counts until its first episode has ended. */
export function evaluationStep(agent: Agent, rules: Rules) {
  return (state: TensorRecord, input: TensorRecord, world: TensorRecord) => {
    const environments = environmentsIn(state);
    const { action: draw, ...draws } = drawsAt(input['draws']!, 0);
    const { logits } = agent.heads(state, observe(environments, world, rules));
    const acted = actAll(environments, sample(logits, draw), draws, world, rules);
    const running = state['running']!;
    const earned = tf.add(state['earned']!, tf.mul(running, acted.reward));
    return {
      state: { ...state, ...acted.environments, earned, running: tf.mul(running, tf.sub(1, acted.done)) },
      metrics: { running: tf.mean(running, 1) },
    };
  };
}

export interface Evaluation<Name extends string> {
  readonly run: RunContext;
  readonly step: ReturnType<typeof evaluationStep>;
  readonly params: NdRecord;
  readonly levels: readonly (readonly Level[])[];
  readonly groups: Readonly<Record<Name, Group>>;
  readonly rules: Rules;
}

/** Mean undiscounted reward of one episode in each environment of each group, [R]; no parameter changes. */
export async function evaluateGroups<Name extends string>(
  evaluation: Evaluation<Name>,
): Promise<Record<Name, NdArray>> {
  const { run, step, params, levels, groups, rules } = evaluation;
  const { seeds } = run;
  const listed = Object.values<Group>(groups);
  const count = listed.reduce((sum, { environments }) => sum + environments, 0);
  const running = ndarray(new Float32Array(seeds.length * count).fill(1), [seeds.length, count]);
  const draws = drawsInput(seeds, 'evaluation', 1, count);
  const { state } = await scan({
    run,
    name: 'evaluation',
    step,
    state: {
      ...params,
      ...firstEpisodes(seeds, levels, listed, rules),
      earned: zeros([seeds.length, count]),
      running,
    },
    data: worldData(levels, listed, rules),
    inputs: (from, steps) => ({ draws: draws(from, steps) }),
    steps: rules.limit,
  });
  const earned = state['earned']!.values as Float32Array;
  let first = 0;
  const means = Object.entries<Group>(groups).map(([name, { environments }]) => {
    const from = first;
    first += environments;
    const perSeed = seeds.map((_, replica) => {
      const own = earned.subarray(replica * count + from, replica * count + from + environments);
      return own.reduce((sum, value) => sum + value, 0) / environments;
    });
    return [name, ndarray(perSeed, [seeds.length])] as const;
  });
  return Object.fromEntries(means) as Record<Name, NdArray>;
}

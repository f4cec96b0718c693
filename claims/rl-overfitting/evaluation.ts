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
    const counted = (name: string, now: tf.Tensor) => tf.add(state[name]!, tf.mul(running, now));
    return {
      state: {
        ...{ ...state, ...acted.environments },
        earned: counted('earned', acted.reward),
        replaced: counted('replaced', acted.replaced),
        steps: counted('steps', tf.onesLike(running)),
        running: tf.mul(running, tf.sub(1, acted.done)),
      },
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

/** [R] by group. */
export type ByGroup<Name extends string> = Record<Name, NdArray>;

/**
 * Of one episode in each environment of each group: mean undiscounted reward, and the share of steps in which another
 * action than the proposed one was executed. No parameter changes.
 */
export async function evaluateGroups<Name extends string>(
  evaluation: Evaluation<Name>,
): Promise<{ readonly reward: ByGroup<Name>; readonly replaced: ByGroup<Name> }> {
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
      ...{ earned: zeros([seeds.length, count]), replaced: zeros([seeds.length, count]) },
      ...{ steps: zeros([seeds.length, count]), running },
    },
    data: worldData(levels, listed, rules),
    inputs: (from, steps) => ({ draws: draws(from, steps) }),
    steps: rules.limit,
  });
  const sums = (name: string): number[][] => sumsOfGroups(state[name]!, listed);
  const byGroup = (of: (group: number, replica: number) => number): ByGroup<Name> =>
    Object.fromEntries(
      Object.keys(groups).map((name, group) => [
        name,
        ndarray(
          seeds.map((_, replica) => of(group, replica)),
          [seeds.length],
        ),
      ]),
    ) as ByGroup<Name>;
  const [earned, replaced, played] = [sums('earned'), sums('replaced'), sums('steps')];
  return {
    reward: byGroup((group, replica) => earned[group]![replica]! / listed[group]!.environments),
    replaced: byGroup((group, replica) => replaced[group]![replica]! / played[group]![replica]!),
  };
}

/** Sums of values [R, E] over the environments of each group, by group and replica. */
function sumsOfGroups({ values, shape }: NdArray, groups: readonly Group[]): number[][] {
  const [replicas, count] = shape as [number, number];
  let first = 0;
  return groups.map(({ environments }) => {
    const from = first;
    first += environments;
    return Array.from({ length: replicas }, (_, replica) => {
      const own = Array.from(values.subarray(replica * count + from, replica * count + first));
      return own.reduce((sum, value) => sum + value, 0);
    });
  });
}

import * as tf from '@tensorflow/tfjs-core';
import { type NdRecord, type RunContext, UserError, zeros } from '#core';
import type { Step, TensorRecord } from '#engine';
import { scan } from './scan.ts';
import type { ScanOptions, ScanResult } from './scan-options.ts';

export interface DistanceOptions extends ScanOptions {
  /** Names of the state's tensors that make up theta. */
  readonly parameters: readonly string[];
}

/** Per step t and replica, [steps, R], with theta_T the parameters at the end of the same run. */
interface Distances {
  /** |theta_t - theta_T|^2, before step t. */
  readonly distanceSquared: NdRecord[string];
  /** |theta_t - theta_T|^2 - |theta_{t+1} - theta_T|^2 without the cancellation of subtracting the two. */
  readonly distanceDrop: NdRecord[string];
  /** |theta_{t+1} - theta_t|^2 */
  readonly moveSquared: NdRecord[string];
}

export interface DistanceResult extends ScanResult {
  readonly distances: Distances;
}

const metricNames = ['distanceSquared', 'distanceDrop', 'moveSquared'] as const;
const finalPrefix = 'final/';

/**
 * Trains twice from the same start: once to learn where the run ends, once to measure every iterate's distance to that
 * end, so that no trajectory is stored.
 *
 * Both passes run the same program, and the second must end at the same bits as the first.
 * @throws UserError when a named parameter is missing, or the second pass ends elsewhere
 */
export async function scanWithDistances(options: DistanceOptions): Promise<DistanceResult> {
  const { parameters, state, data = {}, name } = options;
  const step = measured(options.step, parameters);
  const unknownEnd = finalOf(parameters, state, ({ shape }) => zeros(shape));
  const training = await scan({
    ...options,
    step,
    data: { ...data, ...unknownEnd },
    run: partOf(options.run, 0),
  });
  const end = finalOf(parameters, training.state, (array) => array);
  const replay = await scan({
    ...withoutObserver(options),
    step,
    name: `${name}-distances`,
    data: { ...data, ...end },
    steps: training.steps,
    record: metricNames,
    run: partOf(options.run, 1),
  });
  checkSameEnd(name, training.state, replay.state);
  const metrics = Object.entries(training.metrics).filter(([metric]) => !isDistance(metric));
  return {
    ...training,
    metrics: Object.fromEntries(metrics),
    distances: replay.metrics as unknown as Distances,
  };
}

function withoutObserver(options: ScanOptions): ScanOptions {
  const replayed: { -readonly [Key in keyof ScanOptions]: ScanOptions[Key] } = { ...options };
  delete replayed.observe;
  return replayed;
}

/** The run of one of two equal halves: progress counts both. */
function partOf(run: RunContext, part: 0 | 1): RunContext {
  const { onProgress } = run;
  if (!onProgress) return run;
  return {
    ...run,
    onProgress: ({ step, steps, replicas }) =>
      onProgress({ step: part * steps + step, steps: 2 * steps, replicas }),
  };
}

function finalOf(
  parameters: readonly string[],
  state: NdRecord,
  map: (array: NdRecord[string]) => NdRecord[string],
): NdRecord {
  return Object.fromEntries(
    parameters.map((name) => {
      const array = state[name];
      if (array) return [finalPrefix + name, map(array)];
      throw new UserError(
        `the state has no parameter '${name}'; it has ${Object.keys(state).join(', ')}`,
        'correct the names in parameters',
      );
    }),
  );
}

function isDistance(metric: string): boolean {
  return (metricNames as readonly string[]).includes(metric);
}

function checkSameEnd(name: string, first: NdRecord, second: NdRecord): void {
  for (const [tensor, { values }] of Object.entries(first)) {
    const others = second[tensor]!.values;
    if (values.every((value, index) => Object.is(value, others[index]))) continue;
    throw new UserError(
      `training '${name}' ended at another '${tensor}' when it was repeated`,
      'make inputs a pure function of the step range, and report the engine if it already is',
    );
  }
}

const measuredSteps = new WeakMap<Step, Map<string, Step>>();

/** The step with distances among its metrics; one per step and parameters, so that its program is found again. */
function measured(step: Step, parameters: readonly string[]): Step {
  const key = parameters.join('\n');
  const known = measuredSteps.get(step) ?? new Map<string, Step>();
  measuredSteps.set(step, known);
  const wrapped = known.get(key) ?? withDistances(step, parameters);
  known.set(key, wrapped);
  return wrapped;
}

function withDistances(step: Step, parameters: readonly string[]): Step {
  return (state, input, data) => {
    const result = step(state, input, data);
    return {
      state: result.state,
      metrics: { ...result.metrics, ...distanceMetrics(parameters, state, result.state, data) },
    };
  };
}

function distanceMetrics(
  parameters: readonly string[],
  before: TensorRecord,
  after: TensorRecord,
  data: TensorRecord,
): TensorRecord {
  const parts = parameters.map((name) => {
    const offset = tf.sub(before[name]!, data[finalPrefix + name]!);
    const move = tf.sub(before[name]!, after[name]!);
    const moveSquared = perReplica(tf.square(move));
    return {
      distanceSquared: perReplica(tf.square(offset)),
      // |a|^2 - |a - m|^2 = 2 <a, m> - |m|^2
      distanceDrop: tf.sub(tf.mul(perReplica(tf.mul(offset, move)), 2), moveSquared),
      moveSquared,
    };
  });
  return Object.fromEntries(
    metricNames.map((metric) => [
      metric,
      parts.map((part) => part[metric]).reduce((sum, part) => tf.add(sum, part)),
    ]),
  );
}

function perReplica(tensor: tf.Tensor): tf.Tensor {
  return tf.sum(
    tensor,
    Array.from({ length: tensor.rank - 1 }, (_, index) => index + 1),
  );
}

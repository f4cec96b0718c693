import { allocate, type NdArray, type NdRecord, type RunContext } from '#core';
import { resolveEngine, type Step, type TensorRecord } from '#engine';
import { chunkInputs, type InputSource, stepSpecs } from './chunk-inputs.ts';
import { chunkPlan, type ChunkSize } from './chunk-plan.ts';
import { atMostProfiled } from './profiler.ts';
import { withProgram } from './programs.ts';
import { RowLog } from './row-log.ts';

/** Metrics of one batch from parameters that stay as they are. */
export type BatchFunction = (
  parameters: TensorRecord,
  input: TensorRecord,
  data: TensorRecord,
) => TensorRecord;

export interface MapBatchesOptions {
  readonly run: Pick<RunContext, 'engine' | 'threads'>;
  /** The same function every time: programs are kept by its identity. */
  readonly batch: BatchFunction;
  readonly parameters: NdRecord;
  readonly data?: NdRecord;
  /** Inputs by batch instead of by step. Default: none but the index, `stepIndex`. */
  readonly inputs?: InputSource;
  readonly batches: number;
  readonly chunk?: ChunkSize;
}

/**
 * Evaluates a function over batches: its metrics [R] with a leading axis of batches, [batches, R].
 * @throws Error when the function returns no metrics
 */
export async function mapBatches(options: MapBatchesOptions): Promise<NdRecord> {
  const { run, batch, parameters, data = {}, inputs, batches, chunk = 'auto' } = options;
  const specs = stepSpecs(parameters, chunkInputs(inputs, 0, 1), data);
  const { engine } = await resolveEngine(run.engine);
  return withProgram(asStep(batch), specs, { engine, threads: run.threads }, async (program) => {
    const log = new RowLog(batches);
    const plan = chunkPlan(chunk);
    while (log.size < batches) {
      const start = performance.now();
      const count = plan.next(atMostProfiled(batches - log.size));
      const given = chunkInputs(inputs, log.size, count);
      const { metrics } = await program.run(parameters, given, data, count);
      plan.took(count, (performance.now() - start) / 1000);
      if (Object.keys(metrics).length === 0)
        throw new Error('mapBatches: the batch function returned no metrics');
      log.append(metrics, [...Array(count).keys()]);
    }
    return log.record();
  });
}

/** Evaluates a function over batches of equal size: the mean of each metric over batches, [R]. */
export async function evaluate(options: MapBatchesOptions): Promise<NdRecord> {
  const metrics = await mapBatches(options);
  return Object.fromEntries(Object.entries(metrics).map(([name, array]) => [name, meanOfRows(array)]));
}

function meanOfRows({ shape, values }: NdArray): NdArray {
  const [count, ...rest] = shape;
  const size = values.length / count!;
  const means = allocate('float32', size);
  for (let index = 0; index < size; index++) {
    let sum = 0;
    for (let row = 0; row < count!; row++) sum += values[row * size + index]!;
    means[index] = sum / count!;
  }
  return { dtype: 'float32', shape: rest, values: means };
}

const steps = new WeakMap<BatchFunction, Step>();

/** A step that leaves its state, the parameters, alone; one per function, so that its program is found again. */
function asStep(batch: BatchFunction): Step {
  const known = steps.get(batch);
  if (known) return known;
  const step: Step = (parameters, input, data) => ({
    state: parameters,
    metrics: batch(parameters, input, data),
  });
  steps.set(batch, step);
  return step;
}

import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { messageOf, type NdArray, type NdRecord, sizeOf } from '#core';
import { checkLive, checkRun } from '../contract.ts';
import { StepError } from '../errors.ts';
import { optimize } from '../passes/optimize.ts';
import type { EngineProfile } from '../profile/engine-profile.ts';
import type { Graph } from '../graph/graph.ts';
import type { ChunkResult, EngineOptions, Program, StepSpecs } from '../types.ts';
import { onnxRuntime } from './library.ts';
import { checkModelSizes } from './check-model-sizes.ts';
import { buildScanModel, modelNames, type ScanModel } from './model.ts';
import { SessionTrace } from './session-trace.ts';
import { traceKernels } from './trace-kernels.ts';

/**
 * Compiles a traced step to one ONNX model that folds it over the steps of a chunk, run by one of ONNX Runtime's providers.
 * @throws StepError when the step has an op that is not supported, or values or constants that are too large
 */
export async function compileOnnx(
  traced: Graph,
  specs: StepSpecs,
  options: EngineOptions,
  provider: OnnxProvider = 'cpu',
): Promise<Program> {
  const graph = optimize(traced);
  checkModelSizes(graph);
  const model = buildScanModel(graph);
  const trace = options.profile ? new SessionTrace() : undefined;
  const session = hasResults(model)
    ? await createSession(model, options.threads, provider, trace)
    : undefined;
  return new OnnxProgram(provider, traced, specs, model, session, options.threads, trace);
}

/** ONNX Runtime's execution providers that fold a step; each is the whole of the engine of its name. */
export type OnnxProvider = 'cpu' | 'cuda';

/** A step without metrics that changes no state leaves nothing to run. */
function hasResults({ carried, metrics }: ScanModel): boolean {
  return carried.length + metrics.length > 0;
}

function createSession(
  model: ScanModel,
  threads: number,
  provider: OnnxProvider,
  trace: SessionTrace | undefined,
): Promise<InferenceSession> {
  return onnxRuntime().InferenceSession.create(model.bytes, {
    executionProviders: provider === 'cpu' ? ['cpu'] : [provider, 'cpu'],
    graphOptimizationLevel: 'all',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // Errors are thrown as well: no need to print them.
    logSeverityLevel: 4,
    ...trace?.start(),
  });
}

class OnnxProgram implements Program {
  readonly basis = 'ONNX Runtime';
  readonly profile?: () => Promise<EngineProfile>;
  private disposed = false;
  private readonly runs: { readonly steps: number; readonly seconds: number }[] = [];

  constructor(
    readonly engine: OnnxProvider,
    readonly recorded: Graph,
    private readonly specs: StepSpecs,
    private readonly model: ScanModel,
    private readonly session: InferenceSession | undefined,
    private readonly threads: number,
    private readonly trace: SessionTrace | undefined,
  ) {
    if (trace) this.profile = async () => Promise.resolve(this.profileOf(trace));
  }

  async run(state: NdRecord, inputs: NdRecord, data: NdRecord, steps: number): Promise<ChunkResult> {
    checkLive(this.disposed);
    checkRun(this.specs, state, inputs, data, steps);
    const began = performance.now();
    const result = await this.fold(state, inputs, data, steps);
    this.runs.push({ steps, seconds: (performance.now() - began) / 1000 });
    return result;
  }

  private profileOf(trace: SessionTrace): EngineProfile {
    const counted = this.runs.length > 1 ? this.runs.slice(1) : this.runs;
    const sum = (of: 'steps' | 'seconds'): number => counted.reduce((known, run) => known + run[of], 0);
    const [steps, seconds, { session }] = [sum('steps'), sum('seconds'), this];
    const kernels = session ? traceKernels(trace.end(session), this.model.siteOf) : [];
    // One node runs at a time, on all threads of the session.
    return { basis: 'ONNX Runtime', steps, seconds, threads: 1, together: this.threads, kernels };
  }

  private async fold(state: NdRecord, inputs: NdRecord, data: NdRecord, steps: number): Promise<ChunkResult> {
    if (!this.session) return { state, metrics: {} };
    const { reads, carried, metrics } = this.model;
    const feeds: Record<string, Tensor> = {};
    for (const name of reads.state) feeds[modelNames.state(name)] = toOrt(state[name]!);
    for (const name of reads.input) feeds[modelNames.input(name)] = toOrt(inputs[name]!);
    for (const name of reads.data) feeds[modelNames.data(name)] = toOrt(data[name]!);
    if (reads.input.length === 0) {
      feeds[modelNames.clock] = new (onnxRuntime().Tensor)('int32', new Int32Array(steps), [steps]);
    }
    const results = await this.session.run(feeds).catch((error: unknown) => {
      throw describeFailure(this.model, error);
    });
    const next = carried.map((name): [string, NdArray] => [name, fromOrt(results[modelNames.next(name)]!)]);
    return {
      state: { ...state, ...Object.fromEntries(next) },
      metrics: Object.fromEntries(metrics.map((name) => [name, fromOrt(results[modelNames.metric(name)]!)])),
    };
  }

  async dispose(): Promise<void> {
    if (this.disposed) return;
    this.disposed = true;
    if (this.session) this.trace?.drop(this.session);
    await this.session?.release();
  }
}

/** Names the place in the step where a value turned out to be impossible: an index past the end, a division by 0. */
function describeFailure({ siteOf }: ScanModel, error: unknown): StepError {
  const text = messageOf(error);
  const node = [...text.matchAll(/running (\w+) node\. Name:'([^':]+)/g)].at(-1);
  const place = node && siteOf(node[2]!);
  const reason = text.split('Status Message: ').at(-1)!.trim();
  return new StepError(
    `the step failed${place ? ` at ${place}` : ''}: ${reason}`,
    'check the indices of gathers and the divisors of whole numbers',
  );
}

function toOrt(array: NdArray): Tensor {
  const { Tensor } = onnxRuntime();
  const shape = [...array.shape];
  if (array.dtype === 'float32') return new Tensor('float32', array.values as Float32Array, shape);
  if (array.dtype === 'int32') return new Tensor('int32', array.values as Int32Array, shape);
  return new Tensor('bool', array.values as Uint8Array, shape);
}

function fromOrt(tensor: Tensor): NdArray {
  const shape = [...tensor.dims];
  const values = tensor.data as Float32Array | Int32Array | Uint8Array;
  if (values.length !== sizeOf(shape))
    throw new Error(`ONNX Runtime gave ${values.length} values for [${shape.join(', ')}]`);
  return { dtype: tensor.type as NdArray['dtype'], shape, values };
}

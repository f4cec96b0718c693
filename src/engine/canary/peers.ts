import { messageOf } from '#core';
import { onnxRuntimeProblem } from '../onnx/library.ts';
import { compileReference } from '../reference.ts';
import type { ChunkResult, Program } from '../types.ts';
import { type Given, lastBlocks, lastPart, lastReplica, mapped } from './cut-records.ts';
import type { StepOutline } from './outline-step.ts';

/** Something else that computes a step. */
export interface Peer {
  readonly name: 'reference' | 'onnxruntime';
  /** Seconds for a step, as far as is known. */
  readonly seconds: number;
  readonly run: (given: Given) => Promise<ChunkResult>;
  /** The part of a program's results that it computes. */
  readonly partOf: (result: ChunkResult) => ChunkResult;
  readonly dispose: () => Promise<void>;
}

/** The reference engine with all replicas. */
export function wholeReference(outline: StepOutline): Peer {
  return {
    name: 'reference',
    seconds: outline.cost.seconds * outline.replicas,
    run: (given) => onReference(outline, given),
    partOf: (result) => result,
    dispose: async () => undefined,
  };
}

/** The reference engine with the last replica alone: vector code has its remainders there. */
export function cutReference(outline: StepOutline): Peer {
  const { replicas, shared, cost } = outline;
  return {
    name: 'reference',
    seconds: cost.seconds,
    run: (given) => onReference(outline, lastReplica(given, outline)),
    partOf: ({ state, metrics }) => ({
      state: mapped(state, (array, name) => (shared.state.has(name) ? array : lastPart(array, replicas))),
      metrics: mapped(metrics, (array, name) =>
        shared.metrics.has(name) ? array : lastBlocks(array, replicas),
      ),
    }),
    dispose: async () => undefined,
  };
}

/** ONNX Runtime with all replicas, or why it cannot compute the step. */
export async function onnxPeer(outline: StepOutline): Promise<Peer | string> {
  const problem = onnxRuntimeProblem();
  if (problem !== undefined) return problem;
  let program: Program;
  try {
    const { compileOnnx } = await import('../onnx/program.ts');
    program = await compileOnnx(outline.graph, outline.specs, { engine: 'cpu', threads: 1 });
  } catch (error) {
    return `ONNX Runtime cannot compute it (${messageOf(error)})`;
  }
  return {
    name: 'onnxruntime',
    seconds: 0,
    run: ({ state, inputs, data, steps }) => program.run(state, inputs, data, steps),
    partOf: (result) => result,
    dispose: () => program.dispose(),
  };
}

async function onReference(
  { step }: StepOutline,
  { state, inputs, data, steps }: Given,
): Promise<ChunkResult> {
  const specs = {
    state,
    input: mapped(inputs, ({ shape, ...rest }) => ({ ...rest, shape: shape.slice(1) })),
    data,
  };
  const program = await compileReference(step, specs, { engine: 'reference', threads: 1 });
  return program.run(state, inputs, data, steps);
}

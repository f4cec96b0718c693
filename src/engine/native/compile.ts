import { type OneReplica, splitIntoReplicas } from '../passes/split-replicas.ts';
import { optimizeForCode } from '../passes/optimize.ts';
import type { Graph } from '../trace/graph.ts';
import type { EngineOptions, StepSpecs } from '../types.ts';
import { emitProgram } from './code/emit-program.ts';
import { type External, layoutContext } from './code/context.ts';
import { planProgram } from './plan/index.ts';
import { poolThreads } from './in-turn.ts';
import { NativeProgram } from './program.ts';
import { Executable } from './x64/index.ts';

/**
 * Compiles a traced step to machine code for one replica, which is run for each replica.
 * @throws NoMachineCodeError when the step has an op without a kernel
 */
export function compileNative(
  traced: Graph,
  specs: StepSpecs,
  { threads: wanted, profile = false }: EngineOptions,
): NativeProgram {
  const threads = Math.min(wanted, poolThreads());
  const one = splitIntoReplicas(traced);
  const graph = optimizeForCode(one.graph);
  // With fewer replicas than threads all threads work on the same one.
  const shares = one.replicas < threads ? threads : 1;
  const plan = planProgram(graph, shares);
  const layout = layoutContext(plan);
  const executables = Array.from({ length: shares }, (_, index) =>
    Executable.load(
      emitProgram(plan, layout, strideOf(one, layout.inputs), { index, count: shares }, profile),
    ),
  );
  const metricShapes = Object.fromEntries(
    Object.entries(traced.metrics).map(([name, id]) => [name, traced.nodes[id]!.shape]),
  );
  return new NativeProgram({
    specs,
    plan,
    layout,
    one: { ...one, graph },
    metricShapes,
    executables,
    threads,
    countCycles: profile,
  });
}

/** Bytes from an array's block of one step to that of the next: the blocks of all replicas where each has its own. */
function strideOf(one: OneReplica, inputs: readonly External[]): (external: External) => number {
  return (external) => {
    const shared = inputs.includes(external) ? one.shared.input : one.shared.metrics;
    return 4 * external.elements * (shared.has(external.name) ? 1 : one.replicas);
  };
}

import type { OneReplica } from '../passes/replicas/one-replica.ts';
import { type Plan, planStep } from '../plan/index.ts';
import { kernelWork } from '../profile/kernel-work.ts';
import type { Graph } from '../graph/graph.ts';
import type { EngineOptions, StepSpecs } from '../types.ts';
import { checkSizes } from './check-sizes.ts';
import { scratchBytes } from './code/emit-kernel.ts';
import { emitProgram } from './code/emit-program.ts';
import { type External, layoutContext } from './code/context.ts';
import { poolThreads } from './in-turn.ts';
import { NativeProgram } from './program.ts';
import { Executable, guardSide } from './x64/index.ts';

/**
 * Compiles a traced step to machine code for one replica, which is run for each replica.
 * @param alwaysShare divide every kernel among all threads, even where that does not pay; for tests
 * @throws NoKernelError when the step has an op without a kernel; StepError when it needs more than 2 GiB
 */
export function compileNative(
  traced: Graph,
  specs: StepSpecs,
  { threads: wanted, profile = false }: EngineOptions,
  { alwaysShare = false } = {},
): NativeProgram {
  const threads = Math.min(wanted, poolThreads());
  const { one, plan, metricShapes, ...planned } = planStep(traced, {
    scratchBytes,
    sharesFor: (replicas) => (replicas < threads ? threads : 1),
    fenced: guardSide,
  });
  const shares = alwaysShare || sharingPays(plan, planned.shares) ? planned.shares : 1;
  const layout = layoutContext(plan);
  const strideFor = strideOf(one, layout.inputs);
  const stepwise = [...layout.inputs, ...layout.metrics];
  checkSizes(one.graph, plan.arenaBytes, stepwise.map((external) => [external.name, strideFor(external)])); // prettier-ignore
  const executables = Array.from({ length: shares }, (_, index) =>
    Executable.load(emitProgram(plan, layout, strideFor, { index, count: shares }, profile)),
  );
  return new NativeProgram({
    recorded: traced,
    specs,
    plan,
    layout,
    one,
    metricShapes,
    executables,
    threads,
    countCycles: profile,
  });
}

/** Costs in clock cycles: of a barrier, and of the least work that is divided among threads. */
const barrierCycles = 600;
const dividedCycles = 2000;
/** Roofline of a core: float operations and bytes per cycle. */
const [flopsACycle, bytesACycle] = [30, 16];

/**
 * With fewer replicas than threads all threads work on the same one, kernel by kernel, when that saves more than twice
 * what their waiting for each other costs. Where it does not pay, one thread has more scratch space than it needs:
 * cheaper than to plan again.
 */
function sharingPays(plan: Plan, threads: number): boolean {
  const saved = plan.step.reduce((sum, { kernel }) => {
    const { flops, bytesRead, bytesWritten } = kernelWork(kernel);
    const cycles = Math.max(flops / flopsACycle, (bytesRead + bytesWritten) / bytesACycle);
    return cycles < dividedCycles ? sum : sum + cycles * (1 - 1 / threads);
  }, 0);
  return saved > 2 * barrierCycles * plan.step.length;
}

/** Bytes from an array's block of one step to that of the next: the blocks of all replicas where each has its own. */
function strideOf(one: OneReplica, inputs: readonly External[]): (external: External) => number {
  return (external) => {
    const shared = inputs.includes(external) ? one.shared.input : one.shared.metrics;
    return 4 * external.elements * (shared.has(external.name) ? 1 : one.replicas);
  };
}

import { compileCpu } from '../cpu.ts';
import { splitIntoReplicas } from '../passes/split-replicas.ts';
import { optimizeForCode } from '../passes/optimize.ts';
import { NoMachineCodeError } from '../native/index.ts';
import { type PlannedKernelCode, planProgram } from '../native/plan/index.ts';
import { traceStep } from '../trace/trace.ts';
import type { Compile, EngineOptions, Step, StepSpecs } from '../types.ts';
import { tilingOf } from './arenas.ts';
import { openDevice } from './device.ts';
import { prepareProgram, type Scheduled } from './prepare.ts';
import type { WebgpuProgram } from './program.ts';
import { schedule } from './schedule.ts';
import { dispatchOf, type Emitted, emitKernel } from './shaders/index.ts';

/**
 * Compiles a step to compute shaders that run one replica's step for all replicas at once, and for the processor where
 * an op has no kernel.
 * @throws StepError when the step reads values, draws random numbers or uses an op that is not supported
 * @throws UserError when there is no GPU
 */
export const compileWebgpu: Compile = async (step, specs, options) => {
  try {
    return await compileInTiles(step, specs, options);
  } catch (error) {
    if (error instanceof NoMachineCodeError) return compileCpu(step, specs, options);
    throw error;
  }
};

/**
 * The same with at most `mostReplicas` at a time, for tests, and without a way out.
 * @throws NoMachineCodeError when an op has no kernel
 */
export async function compileInTiles(
  step: Step,
  specs: StepSpecs,
  { profile = false }: EngineOptions,
  mostReplicas = Infinity,
): Promise<WebgpuProgram> {
  const traced = traceStep(step, specs);
  const split = splitIntoReplicas(traced);
  const one = { ...split, graph: optimizeForCode(split.graph) };
  const device = await openDevice();
  const plan = planProgram(one.graph);
  const scratch = Math.ceil(plan.arenaBytes / 256) * 256;
  const ownTable = (pointer: number): boolean => {
    const { name } = plan.tables.find((table) => table.pointer === pointer)!;
    return !one.shared.data.has(name);
  };
  const crowd = { products: Math.min(one.replicas, mostReplicas), busyGroups: device.busyGroups };
  const emit = (kernels: readonly PlannedKernelCode[]) =>
    kernels.map(({ kernel }) => emitKernel(kernel, { scratch, ownTable, crowd }));
  const [once, inStep] = [emit(plan.once), emit(plan.step)];
  const scratchBytes = Math.max(0, ...[...once, ...inStep].map((emitted) => emitted.scratchBytes));
  const tiling = tilingOf(device, scratch + scratchBytes, one.replicas, mostReplicas);
  const scheduled = (emitted: readonly Emitted[], first: number): Scheduled[] => {
    const pieces = emitted.flatMap((own, index) =>
      own.pieces.map((piece) => ({ piece, kernel: first + index })),
    );
    return schedule(pieces, tiling.replicas).map((members) => ({
      dispatch: dispatchOf(members.map(({ piece }) => piece)),
      kernels: members.map(({ kernel }) => kernel),
    }));
  };
  const metricShapes = Object.fromEntries(
    Object.entries(traced.metrics).map(([name, id]) => [name, traced.nodes[id]!.shape]),
  );
  return prepareProgram(
    device,
    { specs, plan, one, tiling, metricShapes },
    { once: scheduled(once, 0), step: scheduled(inStep, once.length) },
    profile,
  );
}

import type { Graph } from '../graph/graph.ts';
import { type Plan, planStep } from '../plan/index.ts';
import type { EngineOptions, StepSpecs } from '../types.ts';
import { batchingOf } from './arenas.ts';
import { checkDeviceSizes } from './check-device-sizes.ts';
import { openDevice } from './device.ts';
import { prepareProgram, type Scheduled } from './prepare.ts';
import type { WebgpuProgram } from './program.ts';
import { type KernelStage, scheduleStages } from './schedule-stages.ts';
import { dispatchOf, emitKernel, type KernelSetting } from './shaders/index.ts';

/**
 * Compiles a traced step to compute shaders that run one replica's step for all replicas at once.
 * @param mostReplicas upper bound on replicas of a batch, for tests
 * @throws NoKernelError when an op has no kernel
 * @throws StepError when the step needs larger buffers than the device has
 * @throws UserError when there is no GPU
 */
export async function compileInBatches(
  traced: Graph,
  specs: StepSpecs,
  { profile = false }: EngineOptions,
  mostReplicas = Infinity,
): Promise<WebgpuProgram> {
  const device = await openDevice();
  // All kernels share one scratch space, behind the plan's memory.
  const { one, plan, metricShapes } = planStep(traced, { scratchBytes: () => 0 });
  const scratch = Math.ceil(plan.arenaBytes / 256) * 256;
  const ownTable = (pointer: number): boolean => {
    const { name } = plan.tables.find((table) => table.pointer === pointer)!;
    return !one.shared.data.has(name);
  };
  const occupancy = { products: Math.min(one.replicas, mostReplicas), groupsToFill: device.groupsToFill };
  const { once, inStep, scratchBytes } = emitPlan(plan, { scratch, ownTable, occupancy });
  checkDeviceSizes({ traced, one, plan, specs }, scratch + scratchBytes, device.mostBytes);
  const batching = batchingOf(device, scratch + scratchBytes, one.replicas, mostReplicas);
  const scheduled = (stages: readonly KernelStage[]): Scheduled[] =>
    scheduleStages(stages, batching.replicas).map((members) => ({
      dispatch: dispatchOf(members.map(({ stage }) => stage)),
      kernels: members.map(({ kernel }) => kernel),
    }));
  return prepareProgram(
    device,
    { specs, plan, one, batching, metricShapes },
    { once: scheduled(once), step: scheduled(inStep) },
    profile,
  );
}

/** The shader stages of all kernels of a plan, and the scratch space that they need. */
function emitPlan(plan: Plan, setting: KernelSetting) {
  const emitted = [...plan.once, ...plan.step].map(({ kernel }) => emitKernel(kernel, setting));
  const stages = emitted.map((own, kernel) => own.stages.map((stage): KernelStage => ({ stage, kernel })));
  return {
    once: stages.slice(0, plan.once.length).flat(),
    inStep: stages.slice(plan.once.length).flat(),
    scratchBytes: Math.max(0, ...emitted.map((own) => own.scratchBytes)),
  };
}

import { createArenas } from './arenas.ts';
import { DataTables } from './data-tables.ts';
import type { Device } from './device.ts';
import { usage } from './device-usage.ts';
import { Measured } from './measured.ts';
import type { Transfer } from './transfer.ts';
import { transfersOf } from './transfers.ts';
import { UniformBlocks } from './uniform-blocks.ts';
import { WebgpuProgram, type WebgpuParts } from './program.ts';
import { type Dispatch, paramWords } from './shaders/index.ts';
import { failureWords, type Prepared, StepRecorder } from './step-recorder.ts';

/** A dispatch, and the indices of the kernels whose stages it runs. */
export interface Scheduled {
  readonly dispatch: Dispatch;
  readonly kernels: readonly number[];
}

/** Compiles the pipelines of a program and allocates its buffers. */
export function prepareProgram(
  device: Device,
  parts: WebgpuParts,
  { once, step }: { readonly once: readonly Scheduled[]; readonly step: readonly Scheduled[] },
  profile: boolean,
): Promise<WebgpuProgram> {
  return device.checked(async () => {
    const all = [...once, ...step].map(({ dispatch }) => dispatch);
    const transfers = transfersOf(device, parts, all.length);
    const every: readonly Transfer[] = Object.values(transfers);
    const blocks = [
      ...all.map((dispatch) => paramWords(dispatch, parts.batching.words)),
      ...every.map(({ shader }) => paramWords({ params: new Array<number>(shader.words).fill(0) }, 0)),
    ];
    const prepared = await Promise.all(
      all.map(async ({ source, groups, table }, index): Promise<Prepared> => {
        const pipeline = await device.pipeline(source);
        return { pipeline, index, groups, ...(table !== undefined && { table }) };
      }),
    );
    await Promise.all(every.map((transfer) => transfer.compile()));
    const uniforms = new UniformBlocks(device, blocks);
    const data = new DataTables(device, parts.plan.tables);
    const arenas = createArenas(device, parts.plan, parts.batching);
    const failure = device.buffer(
      4 * failureWords,
      usage.storage | usage.copySource | usage.copyTarget,
      'the report of failures',
    );
    const measured = profile ? measuredOf(device, parts, [...once, ...step], blocks.length) : undefined;
    const recorder = new StepRecorder({ device, arenas, uniforms, failure, data, clock: measured?.clock });
    const onDevice = { device, transfers, uniforms, data, arenas, failure, recorder };
    const [first, rest] = [prepared.slice(0, once.length), prepared.slice(once.length)];
    return new WebgpuProgram(parts, { ...onDevice, once: first, step: rest }, measured);
  });
}

function measuredOf(
  device: Device,
  { plan, batching }: WebgpuParts,
  scheduled: readonly Scheduled[],
  numbers: number,
): Measured {
  const codes = [...plan.once, ...plan.step];
  const dispatches = scheduled.map(({ kernels }) => kernels.map((kernel) => codes[kernel]!));
  return new Measured(device.clock(numbers), dispatches, batching.replicas);
}

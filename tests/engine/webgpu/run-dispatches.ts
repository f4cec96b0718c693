import {
  type Dispatch,
  dispatchOf,
  paramWords,
  type ShaderStage,
} from '../../../src/engine/webgpu/shaders/index.ts';
import { DataTables } from '../../../src/engine/webgpu/data-tables.ts';
import { type Device, openDevice } from '../../../src/engine/webgpu/device.ts';
import { usage } from '../../../src/engine/webgpu/device-usage.ts';
import { UniformBlocks } from '../../../src/engine/webgpu/uniform-blocks.ts';
import { failureWords, StepRecorder } from '../../../src/engine/webgpu/step-recorder.ts';

/** Each stage in a dispatch of its own. */
export const oneByOne = (stages: readonly ShaderStage[]): Dispatch[] =>
  stages.map((stage) => dispatchOf([stage]));

/**
 * Runs dispatches one after the other on arenas of equal length, one for each replica.
 * @param own another device than that of the process
 * @returns what is then in the arenas
 */
export async function runDispatches(
  dispatches: readonly Dispatch[],
  arenas: readonly Float32Array[],
  own?: Device,
): Promise<Float32Array[]> {
  const device = own ?? (await openDevice());
  const words = arenas[0]!.length;
  return device.checked(async () => {
    const blocks = dispatches.map((dispatch) => paramWords(dispatch, words));
    const uniforms = new UniformBlocks(device, blocks);
    const flags = usage.storage | usage.copySource | usage.copyTarget;
    const buffer = device.buffer(4 * words * arenas.length, flags, 'arenas');
    const failure = device.buffer(4 * failureWords, flags, 'failures');
    const data = new DataTables(device, []);
    const recorder = new StepRecorder({ device, arenas: buffer, uniforms, failure, data });
    arenas.forEach((arena, replica) =>
      device.gpu.queue.writeBuffer(buffer, 4 * words * replica, new Float32Array(arena)),
    );
    const pipelines = await Promise.all(dispatches.map(({ source }) => device.pipeline(source)));
    recorder.select({ first: 0, count: arenas.length });
    recorder.submit((pass) =>
      dispatches.forEach(({ groups }, index) =>
        recorder.dispatch(pass, { pipeline: pipelines[index]!, index, groups }, 0),
      ),
    );
    const all = await device.read(buffer, words * arenas.length);
    for (const made of [uniforms, recorder]) made.release();
    for (const made of [buffer, failure]) made.destroy();
    const floats = new Float32Array(all.buffer);
    return arenas.map((_, replica) => floats.slice(replica * words, (replica + 1) * words));
  });
}

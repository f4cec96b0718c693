import { messageOf } from '#core';
import { foreign } from '../foreign.ts';
import { absence } from '../optional-packages.ts';
import { describeAdapter, isSoftware } from './describe-adapter.ts';

/** Environment variable that allows an adapter that computes on the processor, for tests: `software`. */
const adapterVariable = 'CLAIMCHECK_WEBGPU_ADAPTER';

export type AdapterFinding =
  | {
      readonly available: true;
      readonly adapter: GPUAdapter;
      /** Computed on the processor: no GPU. */
      readonly software: boolean;
      /** What it is and which device, for evidence. */
      readonly detail: string;
    }
  | { readonly available: false; readonly reason: string };

/** What runs it, kept for as long as the process lives: the library frees devices with it. */
let instance: Promise<GPU> | undefined;
let found: { readonly wanted: string | undefined; readonly finding: Promise<AdapterFinding> } | undefined;

/** The adapter to compute on, or why there is none. Asked for once, and again when the environment variable changes. */
export function findAdapter(): Promise<AdapterFinding> {
  const wanted = process.env[adapterVariable];
  if (found?.wanted !== wanted || !found) found = { wanted, finding: search(wanted) };
  return found.finding;
}

async function search(wanted: string | undefined): Promise<AdapterFinding> {
  const lacking = (reason: string): AdapterFinding => ({ available: false, reason });
  if (wanted !== undefined && wanted !== 'software')
    return lacking(`${adapterVariable} is '${wanted}', and may only be 'software'`);
  try {
    const lacks = [absence('webgpu'), loaderProblem()].filter((problem) => problem !== undefined);
    if (lacks.length > 0) return lacking(lacks.join('; '));
    instance ??= open();
    const gpu = await instance;
    const adapter = await gpu.requestAdapter(
      wanted === 'software' ? { forceFallbackAdapter: true } : { powerPreference: 'high-performance' },
    );
    if (!adapter)
      return lacking(wanted ? 'no software adapter is here' : 'no adapter: no driver for a GPU is here');
    const software = isSoftware(adapter.info);
    const detail = describeAdapter(adapter.info);
    if (software && wanted !== 'software')
      return lacking(`no GPU, only the ${detail}; ${adapterVariable}=software computes on that, slowly`);
    return { available: true, adapter, software, detail };
  } catch (error) {
    return lacking(`a library does not load: ${messageOf(error).split('\n')[0]}`);
  }
}

/** Why there is no Vulkan on Linux. Asked before the library asks, which prints a warning. */
function loaderProblem(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const calls = foreign();
    try {
      calls.load('libvulkan.so.1').unload();
      return undefined;
    } catch {
      return 'Vulkan is not installed: libvulkan.so.1 does not load';
    }
  } catch (error) {
    return `koffi does not load: ${messageOf(error).split('\n')[0]}`;
  }
}

async function open(): Promise<GPU> {
  const { create } = await import('webgpu');
  // Web pages must not measure time well; a profile must.
  return create(['disable-dawn-features=timestamp_quantization']);
}

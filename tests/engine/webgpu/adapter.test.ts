import { afterEach, describe, expect, it, vi } from 'vitest';
import { describeEngines, resolveEngine } from '#engine';
import {
  adapterVariable,
  describeAdapter,
  findAdapter,
  isSoftware,
} from '../../../src/engine/webgpu/adapter.ts';

const gpu = { vendor: 'nvidia', architecture: 'hopper', device: '0x2335', description: 'NVIDIA H200' };
const swiftshader = {
  vendor: 'google',
  architecture: 'swiftshader',
  device: '',
  description: 'SwiftShader driver',
};
const llvmpipe = {
  vendor: 'mesa',
  architecture: '',
  device: '',
  description: 'llvmpipe (LLVM 15.0.6, 256 bits)',
};

afterEach(() => vi.unstubAllEnvs());

describe('an adapter', () => {
  it('is called what it is', () => {
    expect(describeAdapter(gpu)).toBe('GPU nvidia, hopper, 0x2335, NVIDIA H200');
    expect(describeAdapter(swiftshader)).toBe('software adapter google, swiftshader, SwiftShader driver');
    expect(describeAdapter({ vendor: '', architecture: '', device: '', description: '' })).toBe(
      'GPU without a name',
    );
  });

  it.each([swiftshader, llvmpipe, { ...gpu, isFallbackAdapter: true }])('is no GPU: %o', (info) => {
    expect(isSoftware(info)).toBe(true);
    expect(isSoftware(gpu)).toBe(false);
  });

  it('is asked for anew when the variable changes, and only by a value that it knows', async () => {
    vi.stubEnv(adapterVariable, 'fast');
    expect(await findAdapter()).toEqual({
      available: false,
      reason: "CLAIMCHECK_WEBGPU_ADAPTER is 'fast', and may only be 'software'",
    });
    await expect(resolveEngine('webgpu')).rejects.toThrow("engine 'webgpu' cannot run here");
  });

  it('is never taken by auto, nor without being asked for, when it computes on the processor', async () => {
    vi.stubEnv(adapterVariable, undefined);
    const usual = await findAdapter();
    if (usual.available) expect(usual.software).toBe(false);
    vi.stubEnv(adapterVariable, 'software');
    const [webgpu] = (await describeEngines()).filter(({ name }) => name === 'webgpu');
    expect((await resolveEngine('auto')).engine).not.toBe('webgpu');
    if (!webgpu!.available) return;
    expect(webgpu!.onlyByName).toBe(true);
    expect((await resolveEngine('webgpu')).why).toMatch(/^asked for: WebGPU .* on software adapter /);
  });
});

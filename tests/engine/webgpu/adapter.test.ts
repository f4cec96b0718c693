import { afterEach, describe, expect, it, vi } from 'vitest';
import { describeEngines, resolveEngine } from '#engine';
import { findAdapter } from '../../../src/engine/webgpu/adapter.ts';

afterEach(() => vi.unstubAllEnvs());

describe('findAdapter', () => {
  it('is asked for anew when the variable changes, and only by a value that it knows', async () => {
    vi.stubEnv('CLAIMCHECK_WEBGPU_ADAPTER', 'fast');
    expect(await findAdapter()).toEqual({
      available: false,
      reason: "CLAIMCHECK_WEBGPU_ADAPTER is 'fast', and may only be 'software'",
    });
    await expect(resolveEngine('webgpu')).rejects.toThrow("engine 'webgpu' cannot run here");
  });

  it('is never taken by auto, nor without being asked for, when it computes on the processor', async () => {
    vi.stubEnv('CLAIMCHECK_WEBGPU_ADAPTER', undefined);
    const usual = await findAdapter();
    if (usual.available) expect(usual.software).toBe(false);
    vi.stubEnv('CLAIMCHECK_WEBGPU_ADAPTER', 'software');
    const [webgpu] = (await describeEngines()).filter(({ name }) => name === 'webgpu');
    expect((await resolveEngine('auto')).engine).not.toBe('webgpu');
    if (!webgpu!.available) return;
    expect(webgpu!.onlyByName).toBe(true);
    expect((await resolveEngine('webgpu')).why).toMatch(/^asked for: WebGPU .* on software adapter /);
  });
});

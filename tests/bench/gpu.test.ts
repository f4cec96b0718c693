import { describe, expect, it } from 'vitest';
import { UserError } from '#core';
import type { EngineDescription } from '#engine';
import { bestEngine, gpuOf, identityOf, lackOf, requireGpuHardware } from '../../bench/gpu.ts';

const webgpu: EngineDescription = {
  name: 'webgpu',
  available: true,
  detail: 'WebGPU (Dawn, webgpu 0.6.2) on GPU acme, roadrunner, Acme One',
  onlyByName: false,
};
const software: EngineDescription = {
  name: 'webgpu',
  available: true,
  detail: 'WebGPU (Dawn, webgpu 0.6.2) on software adapter google, swiftshader',
  onlyByName: true,
};
const cuda: EngineDescription = { name: 'cuda', available: false, detail: 'its provider is not installed' };
const cpu: EngineDescription = { name: 'cpu', available: true, detail: 'machine code on this' };

describe('gpuOf', () => {
  it('takes the engines of a GPU alone, in their order', () => {
    expect(gpuOf([webgpu, cpu, cuda]).engines).toEqual([webgpu, cuda]);
  });

  it('a real adapter gives the name where PyTorch has none', () => {
    const gpu = gpuOf([webgpu, cuda]);
    expect(identityOf(gpu, undefined)).toMatchObject({ name: 'acme, roadrunner, Acme One', software: false });
    expect(identityOf(gpu, 'Acme One 80GB').name).toBe('Acme One 80GB');
    expect(identityOf(gpu, undefined).engines['cuda']).toBe('its provider is not installed');
  });

  it('a software adapter is called one even beside a GPU that PyTorch sees, and is not kept', () => {
    const identity = identityOf(gpuOf([software, cuda]), 'Acme One 80GB');
    expect(identity).toMatchObject({ name: 'software adapter google, swiftshader', software: true });
    expect(() => requireGpuHardware(identity)).toThrow(UserError);
    expect(() => requireGpuHardware(identity)).toThrow(/swiftshader are not kept/);
  });

  it('a GPU is kept', () => {
    expect(() => requireGpuHardware(identityOf(gpuOf([webgpu, cuda]), undefined))).not.toThrow();
  });
});

describe('engines that are not here', () => {
  it('are told with their reason, and leave the others and PyTorch alone', () => {
    const gpu = gpuOf([webgpu, cuda]);
    expect(lackOf(gpu, { kind: 'cuda', threads: 1 })).toEqual({ problem: cuda.detail, missing: true });
    expect(lackOf(gpu, { kind: 'webgpu', threads: 1 })).toBeUndefined();
    expect(lackOf(gpu, { kind: 'torch', threads: 1, device: 'cuda' })).toBeUndefined();
  });

  it('the first that is here is profiled; where none is, every reason is given', () => {
    expect(
      bestEngine(
        gpuOf([
          { ...webgpu, available: false },
          { ...cuda, available: true },
        ]),
      ),
    ).toBe('cuda');
    expect(() => bestEngine(gpuOf([{ ...webgpu, available: false, detail: 'no driver' }, cuda]))).toThrow(
      'webgpu: no driver; cuda: its provider is not installed',
    );
  });
});

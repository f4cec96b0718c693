import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeEngines } from '#engine';
import { compileCuda } from '../../src/engine/cuda.ts';
import { cudaOffer, cudaProblem } from '../../src/engine/cuda-library.ts';

function libraryFolder(machine: string, ...files: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'claimcheck-cuda-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, 'onnxruntime-node/bin/napi-v6', machine);
  mkdirSync(folder, { recursive: true });
  for (const file of files) writeFileSync(join(folder, file), '');
  return folder;
}

describe('cudaProblem', () => {
  it('says with which command the missing provider is fetched', () => {
    const folder = libraryFolder('linux/x64', 'libonnxruntime.so.1');
    const script = join(folder, '../../../../script/install.js');
    expect(cudaProblem(folder)).toBe("ONNX Runtime's CUDA provider is not installed");
    expect(cudaOffer(folder)!.command).toBe(`node ${script} --onnxruntime-node-install=cuda12`);
  });

  it('has nothing to say where the provider lies', () => {
    const folder = libraryFolder('linux/x64', 'libonnxruntime_providers_cuda.so');
    expect(cudaProblem(folder)).toBeUndefined();
    expect(cudaOffer(folder)).toBeUndefined();
  });

  it('names the machines that there is a provider for', () => {
    const folder = libraryFolder('darwin/arm64');
    expect(cudaProblem(folder)).toBe('ONNX Runtime has its CUDA provider for Linux on x64 only');
    expect(cudaOffer(folder)).toBeUndefined();
  });
});

describe('the engine cuda', () => {
  it('says why it is not here, or compiles', async () => {
    const { available, detail } = (await describeEngines()).find(({ name }) => name === 'cuda')!;
    expect(available).toBe(cudaProblem() === undefined);
    if (available) return;
    const specs = { state: {}, input: {}, data: {} };
    const compiling = compileCuda(() => ({ state: {}, metrics: {} }), specs, { engine: 'cuda', threads: 1 });
    await expect(compiling).rejects.toThrow(`engine 'cuda' cannot run here: ${detail}`);
  });
});

import { describe, expect, it, vi } from 'vitest';
import { UserError } from '#core';
import { cpuBasis, describeEngines, resolveEngine } from '#engine';
import { packageVersion } from '../../src/engine/package-version.ts';

async function isOnGpu(): Promise<boolean> {
  const webgpu = (await describeEngines()).find(({ name }) => name === 'webgpu')!;
  return webgpu.available && webgpu.onlyByName !== true;
}

describe('resolveEngine', () => {
  it('takes the fastest for auto and says why', async () => {
    const choice = await resolveEngine('auto');
    if (await isOnGpu()) return expect(choice.why).toMatch(/^fastest engine here: WebGPU .+ on GPU /);
    expect(choice.engine).toBe('cpu');
    expect(choice.why).toMatch(
      cpuBasis() === 'machine code'
        ? /^fastest engine here: machine code \(.+\); ONNX Runtime \d+\.\d+\.\d+ for steps with other ops$/
        : /^fastest engine here: ONNX Runtime \d+\.\d+\.\d+, CPU provider \(no machine code: .+\)$/,
    );
  });

  it('says why there is no machine code when that is switched off', async () => {
    vi.stubEnv('CLAIMCHECK_NATIVE', '0');
    expect(cpuBasis()).toBe('ONNX Runtime');
    expect((await resolveEngine('cpu')).why).toContain('(no machine code: CLAIMCHECK_NATIVE is 0)');
    vi.unstubAllEnvs();
  });

  it.each(['cpu', 'reference'])('takes %s when asked for it', async (name) => {
    const choice = await resolveEngine(name);
    expect(choice.engine).toBe(name);
    expect(choice.why).toMatch(/^asked for: /);
  });

  it.each(['', 'CPU', 'opencl', 'constructor'])("refuses '%s' and lists what there is", async (name) => {
    const error: unknown = await resolveEngine(name).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      message: `unknown engine '${name}'`,
      hint: 'choose one of auto, webgpu, cpu, cuda, tfjs-node-gpu, reference',
    });
  });
});

describe('describeEngines', () => {
  it('describes every engine that may be asked for, with the version of what runs it', async () => {
    const engines = await describeEngines();
    const names = engines.map(({ name }) => name).join(', ');
    await expect(resolveEngine('?')).rejects.toMatchObject({ hint: `choose one of auto, ${names}` });
    for (const { available, detail } of engines.filter(
      ({ name }) => name === 'cpu' || name === 'reference',
    )) {
      expect(available).toBe(true);
      expect(detail).toMatch(/\d+\.\d+\.\d+/);
    }
  });
});

describe('packageVersion', () => {
  it('is the installed version', () => {
    expect(packageVersion('onnxruntime-node')).toMatch(/^\d+\.\d+\.\d+/);
  });

  it("is 'unknown' for what is not installed", () => {
    expect(packageVersion('@claimcheck/there-is-no-such-package')).toBe('unknown');
  });
});

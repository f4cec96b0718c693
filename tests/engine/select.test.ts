import { describe, expect, it, vi } from 'vitest';
import { UserError } from '#core';
import { cpuBasis, describeEngines, resolveEngine } from '#engine';
import { chooseEngine, engineNames } from '../../src/engine/select.ts';
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
      hint: `choose one of ${engineNames.join(', ')}`,
    });
  });
});

describe('chooseEngine', () => {
  const gpu = { name: 'webgpu', available: true, detail: 'a GPU' } as const;
  const cpu = { name: 'cpu', available: true, detail: 'machine code' } as const;

  it('takes a GPU that computes what the processor does', async () => {
    const choice = await chooseEngine([gpu, cpu], () => Promise.resolve(undefined));
    expect(choice).toEqual({ engine: 'webgpu', why: 'fastest engine here: a GPU' });
  });

  it('takes the processor where the GPU computes something else, and says so', async () => {
    const asked: string[] = [];
    const choice = await chooseEngine([gpu, cpu], (name) => {
      asked.push(name);
      return Promise.resolve("state 'w' is 3 and should be 2");
    });
    expect(choice).toEqual({
      engine: 'cpu',
      why: "fastest engine here: machine code; webgpu is not taken: state 'w' is 3 and should be 2",
    });
    expect(asked).toEqual(['webgpu']);
  });

  it('tells whoever is left with the slow reference how to get the engine for the processor', async () => {
    const offer = { brings: 'ONNX Runtime', command: 'npm install it' };
    const reference = { name: 'reference', available: true, detail: 'op by op' } as const;
    const choice = await chooseEngine(
      [{ ...cpu, available: false, offer }, reference],
      async () => undefined,
    );
    expect(choice).toEqual({
      engine: 'reference',
      why: 'fastest engine here: op by op; cpu is not here, but by: npm install it',
    });
  });

  it('tries neither what is not here nor what must be asked for', async () => {
    const never = () => Promise.reject(new Error('was tried'));
    const [missing, slow] = [
      { ...gpu, available: false },
      { ...gpu, onlyByName: true },
    ];
    expect((await chooseEngine([missing, slow, cpu], never)).engine).toBe('cpu');
    await expect(chooseEngine([missing, slow], never)).rejects.toThrow('no engine can run here');
  });
});

describe('describeEngines', () => {
  it('describes every engine that may be asked for, with the version of what runs it', async () => {
    const engines = await describeEngines();
    expect(['auto', ...engines.map(({ name }) => name)]).toEqual([...engineNames]);
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

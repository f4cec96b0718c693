import { describe, expect, it } from 'vitest';
import { chooseEngine } from '../../src/engine/choose-engine.ts';

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

import { describe, expect, it } from 'vitest';
import { compile, type Compile, describeEngines, type EngineName } from '#engine';
import { probeEngine } from '../../../src/engine/canary/probe-engine.ts';

const engines = await describeEngines();
const here = (name: EngineName): boolean => engines.find((engine) => engine.name === name)!.available;

/** The engine cpu, but for what is done to the values of each state. */
const spoilt =
  (spoil: (values: Float32Array) => void): Compile =>
  async (step, specs, options) => {
    const program = await compile(step, specs, options);
    return {
      ...program,
      dispose: () => program.dispose(),
      run: async (...given) => {
        const result = await program.run(...given);
        for (const { values } of Object.values(result.state)) spoil(values as Float32Array);
        return result;
      },
    };
  };

describe('an engine that is tried', () => {
  it.each(['cpu', 'webgpu'] as const)('computes what the reference does: %s', async (engine) => {
    if (here(engine)) expect(await probeEngine(engine, compile)).toBeUndefined();
  });

  it('is not trusted where one value is another', async () => {
    const problem = await probeEngine(
      'cpu',
      spoilt((values) => (values[0]! *= 1.001)),
    );
    expect(problem).toMatch(/^engine 'cpu' computes something else than the reference engine: after 2 steps/);
  });

  it('is not trusted where it throws', async () => {
    const fails: Compile = () => Promise.reject(new Error('device lost'));
    expect(await probeEngine('webgpu', fails)).toBe('device lost');
  });
});

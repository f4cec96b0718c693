import { describe, expect, it, vi } from 'vitest';
import { UserError } from '#core';
import { cpuBasis, describeEngines, engineNames, packageVersion, resolveEngine } from '#engine';

describe('resolveEngine', () => {
  it('takes the fastest for auto and says why', () => {
    const choice = resolveEngine('auto');
    expect(choice.engine).toBe('cpu');
    expect(choice.why).toMatch(
      cpuBasis() === 'machine code'
        ? /^fastest engine here: machine code \(.+\); ONNX Runtime \d+\.\d+\.\d+ for steps with other ops$/
        : /^fastest engine here: ONNX Runtime \d+\.\d+\.\d+, CPU provider \(no machine code: .+\)$/,
    );
  });

  it('says why there is no machine code when that is switched off', () => {
    vi.stubEnv('CLAIMCHECK_NATIVE', '0');
    expect(cpuBasis()).toBe('ONNX Runtime');
    expect(resolveEngine('auto').why).toContain('(no machine code: CLAIMCHECK_NATIVE is 0)');
    vi.unstubAllEnvs();
  });

  it.each(['cpu', 'reference'])('takes %s when asked for it', (name) => {
    const choice = resolveEngine(name);
    expect(choice.engine).toBe(name);
    expect(choice.why).toMatch(/^asked for: /);
  });

  it.each(['', 'CPU', 'opencl', 'constructor'])("refuses '%s' and lists what there is", (name) => {
    expect(() => resolveEngine(name)).toThrow(UserError);
    expect(() => resolveEngine(name)).toThrow(`unknown engine '${name}'`);
    try {
      resolveEngine(name);
    } catch (error) {
      expect((error as UserError).mend).toBe(`choose one of ${engineNames.join(', ')}`);
    }
  });
});

describe('describeEngines', () => {
  it('describes every engine that may be asked for, with the version of what runs it', () => {
    const engines = describeEngines();
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

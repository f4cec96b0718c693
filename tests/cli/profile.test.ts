import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ArmProfile } from '#runner';
import { enterFolder, type Ran, runMain, toys } from './run-main.ts';

const trained = join(dirname(toys), 'trained');
const profile = (...args: readonly string[]): Promise<Ran> =>
  runMain('profile', '--claims', trained, ...args);

describe('claimcheck profile', () => {
  it('trains an arm for a few steps and prints what its kernels cost', async () => {
    const folder = enterFolder();
    const { code, stdout, stderr } = await profile('toy-paper/descends', '--steps', '40');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^toy-paper\/descends, arm descent, smoke; 8 replicas, 1 thread of \d+\n/);
    expect(stdout).toMatch(/, [4-7]\d steps, \d+ kernels; peak of matrix products \d+(\.\d+)? GFLOP\/s\n/);
    expect(stdout).toMatch(/ms a step, .* ms \([\d.]+ %\) outside of kernels\n/);
    expect(stdout).toMatch(
      /^kernels +shape +share +ms\/step +calls +us each +GFLOP\/s +of peak +GB\/s +at$/m,
    );
    expect(stdout).toMatch(/MatMul .* descentStep setting\.ts:\d+/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('--json is for programs: all groups with totals, rates and whole sites', async () => {
    enterFolder();
    const { stdout } = await profile(
      'descends',
      '--arm',
      'still',
      '--tier',
      'standard',
      '--steps',
      '9',
      '--json',
    );
    const found = JSON.parse(stdout) as ArmProfile;
    expect(found).toMatchObject({
      ...{
        claim: 'toy-paper/descends',
        arm: 'still',
        tier: 'standard',
        engine: 'cpu',
        threads: 1,
        replicas: 8,
      },
      programs: [{ threads: 1, together: 1, matrixPeak: expect.any(Number) as number }],
    });
    const [{ groups, steps, millisecondsPerStep, outsideMilliseconds }] = found.programs as [
      ArmProfile['programs'][number],
    ];
    const products = groups.filter(({ label }) => label.includes('MatMul'));
    const flops = products.reduce((sum, group) => sum + group.flops, 0);
    expect(flops).toBe(2 * 2 * 16 ** 3 * 8 * steps);
    const inside = groups.reduce((sum, group) => sum + group.millisecondsPerStep, 0);
    expect(inside + outsideMilliseconds).toBeCloseTo(millisecondsPerStep, 9);
    expect(products[0]!.sites[0]).toMatch(/trained\/toy-paper\/setting\.ts:\d+:\d+/);
  });

  it('shows as many kernels as asked for', async () => {
    enterFolder();
    const { stdout } = await profile('descends', '--steps', '5', '--rows', '1');
    expect(stdout).toMatch(/\nand \d groups more: /);
  });
});

describe('what cannot be profiled is told in two lines, exit 2', () => {
  it.each([
    [['descends', '--engine', 'reference'], "engine 'reference' has no profile", 'profile with --engine cpu'],
    [
      ['descends', '--engine', 'abacus'],
      "unknown engine 'abacus'",
      'choose one of auto, webgpu, cpu, cuda, tfjs-node-gpu, reference',
    ],
    [['descend'.repeat(9)], `no claim matches "${'descend'.repeat(9)}"`, '"claimcheck list" shows'],
    [['descends', '--arm', 'stil'], 'claim toy-paper/descends has no arm "stil"', 'did you mean still?'],
    [
      ['descends', '--arm', 'nobody'],
      'claim toy-paper/descends has no arm "nobody"',
      'its arms are descent, still',
    ],
    [
      ['descends', '--tier', 'paper'],
      'claim toy-paper/descends has no tier "paper"',
      'choose one of smoke, standard',
    ],
    [['descends', '--steps', '0'], '--steps must be a whole number that is 1 or more, got "0"', '--steps 1'],
    [['descends', '--threads', 'two'], '--threads must be a whole number that is 1 or more', '--threads 1'],
    [['descends', '--seeds', 'dev'], 'unknown option --seeds', 'did you mean --steps?'],
    [['descends', 'more'], '"more" is one argument too many', 'leave it out'],
    [[], 'which claim?', 'claimcheck profile <paper>/<claim>'],
    [
      ['theorem', '--claims', toys],
      'claim toy-paper/theorem is a theorem: nothing is trained',
      'a claim with arms',
    ],
    [
      ['holds', '--claims', toys],
      'arm "pushed" of toy-paper/holds trains without compiling a step',
      'through scan',
    ],
    [['toy', '--claims', toys], '"toy" matches 4 claims', 'choose one of toy-paper/fails, toy-paper/finding'],
  ])('%j', async (args, problem, hint) => {
    enterFolder();
    const { code, stdout, stderr } = await profile(...args);
    expect([code, stdout]).toEqual([2, '']);
    const [first, second, ...rest] = stderr.split('\n');
    expect(first).toContain(`error: ${problem}`);
    expect(second).toContain(hint);
    expect(rest).toEqual(['']);
  });
});

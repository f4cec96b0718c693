import { describe, expect, it } from 'vitest';
import { type EngineProfile, summarizeProfile } from '#engine';
import { groupKernels } from '../../../src/engine/profile/group-kernels.ts';
import type { KernelProfile } from '../../../src/engine/profile/engine-profile.ts';

const kernel = (changes: Partial<KernelProfile>): KernelProfile => ({
  label: 'Multiply',
  kind: 'map',
  shape: '64x48',
  site: 'model.ts:1',
  seconds: 0.001,
  calls: 10,
  flops: 1000,
  bytesRead: 200,
  bytesWritten: 100,
  ...changes,
});

describe('groupKernels', () => {
  it('adds up kernels of one label, kind and shape, and no others', () => {
    const groups = groupKernels([
      kernel({}),
      kernel({ seconds: 0.002, site: 'model.ts:2' }),
      kernel({ shape: '48x64' }),
      kernel({ kind: 'reduce' }),
      kernel({ label: 'Add' }),
    ]);
    expect(groups).toHaveLength(4);
    expect(groups[0]).toMatchObject({
      kernels: 2,
      calls: 20,
      flops: 2000,
      bytesRead: 400,
      bytesWritten: 200,
    });
    expect(groups[0]!.seconds).toBeCloseTo(0.003, 12);
    expect(groups.slice(1).every(({ kernels }) => kernels === 1)).toBe(true);
  });

  it('puts the dearest first: groups, and the places of a group, each once', () => {
    const groups = groupKernels([
      kernel({ label: 'Cheap', seconds: 0.0015 }),
      kernel({ site: 'rarely.ts:1' }),
      kernel({ site: 'often.ts:1', seconds: 0.002 }),
      kernel({ site: 'rarely.ts:1' }),
    ]);
    expect(groups.map(({ label }) => label)).toEqual(['Multiply', 'Cheap']);
    expect(groups[0]!.sites).toEqual(['often.ts:1', 'rarely.ts:1']);
  });

  it('does not take parts of names for one another', () => {
    expect(
      groupKernels([kernel({ label: 'a', kind: 'b c' }), kernel({ label: 'a b', kind: 'c' })]),
    ).toHaveLength(2);
  });
});

describe('summarizeProfile', () => {
  const profile: EngineProfile = {
    ...{ basis: 'machine code', steps: 10, seconds: 0.01, threads: 2, together: 1 },
    kernels: [kernel({ seconds: 0.012, flops: 6e6 }), kernel({ label: 'Add', seconds: 0.004, flops: 0 })],
  };

  it('speaks of a step: the times of groups and what is outside add up to the clock on the wall', () => {
    const { millisecondsPerStep, outsideMilliseconds, groups } = summarizeProfile(profile, 1e9);
    expect(millisecondsPerStep).toBeCloseTo(1, 12);
    expect(groups.map((group) => group.millisecondsPerStep)).toEqual([
      expect.closeTo(0.6, 12),
      expect.closeTo(0.2, 12),
    ]);
    expect(outsideMilliseconds).toBeCloseTo(0.2, 12);
    expect(groups.map(({ share }) => share)).toEqual([expect.closeTo(0.6, 12), expect.closeTo(0.2, 12)]);
  });

  it('holds operations a second against the peak of as many threads', () => {
    const [alone] = summarizeProfile(profile, 1e9).groups;
    expect(alone).toMatchObject({ flopsPerSecond: expect.closeTo(5e8, 0) as number });
    expect(alone!.ofPeak).toBeCloseTo(0.5, 12);
    expect(summarizeProfile({ ...profile, together: 2 }, 1e9).groups[0]!.ofPeak).toBeCloseTo(0.25, 12);
    expect(alone!.bytesPerSecond).toBeCloseTo(300 / 0.012, 6);
  });

  it('a program that never ran has no rates that are not numbers', () => {
    const idle = { ...profile, steps: 0, seconds: 0, kernels: [kernel({ seconds: 0, calls: 0, flops: 0 })] };
    const { groups, ...head } = summarizeProfile(idle, 1e9);
    const values: unknown[] = [head, groups[0]!].flatMap((part) => Object.values(part) as unknown[]);
    const numbers = values.filter((value) => typeof value === 'number');
    expect(numbers.length).toBeGreaterThan(10);
    expect(numbers.every(Number.isFinite)).toBe(true);
  });
});

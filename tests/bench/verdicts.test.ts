import { describe, expect, it } from 'vitest';
import type { BenchCase } from '../../bench/cases/index.ts';
import type { Row } from '../../bench/measure.ts';
import { bestTorch, verdictsOf } from '../../bench/verdicts.ts';

const bench: BenchCase = {
  name: 'toy',
  title: 'a toy',
  training: () => {
    throw new Error('nothing trains here');
  },
  torch: { model: 'toy' },
  floors: [
    { replicas: 8, ratio: 2 },
    { replicas: 32, ratio: 3 },
  ],
};

const row = (part: Partial<Row>): Row => ({
  case: 'toy',
  replicas: 8,
  kind: 'torch',
  threads: 1,
  label: 'somebody',
  samples: [],
  memory: { growth: 10, peak: 100 },
  ...part,
});

const ours = row({ kind: 'cpu', threads: 2, milliseconds: 2 });

describe('verdictsOf', () => {
  it('holds ours on two threads against the fastest of PyTorch, whatever way and thread count that is', () => {
    const rows = [
      row({ kind: 'cpu', threads: 1, milliseconds: 1 }),
      ours,
      row({ way: 'loop', milliseconds: 9 }),
      row({ way: 'batched', threads: 2, milliseconds: 5, memory: { growth: 5, peak: 100 } }),
    ];
    expect(bestTorch(rows)?.way).toBe('batched');
    expect(verdictsOf(bench, rows)).toMatchObject([
      { what: 'PyTorch', measured: 2.5, required: 2, passes: true },
      { what: 'memory', measured: 1, passes: true },
      { what: 'memory growth', measured: 2, passes: false },
    ]);
  });

  it('a ratio just below the floor misses it', () => {
    const [verdict] = verdictsOf(bench, [ours, row({ way: 'loop', milliseconds: 3.99 })]);
    expect(verdict).toMatchObject({ what: 'PyTorch', passes: false });
  });

  it('floors of other numbers of replicas do not apply', () => {
    const rows = [ours, row({ milliseconds: 40 })].map((one) => ({ ...one, replicas: 1 }));
    expect(verdictsOf(bench, rows).filter(({ what }) => what === 'PyTorch')).toEqual([]);
  });

  it('a peer that was stopped counts as slow as its limit, and no slower', () => {
    const stopped = row({ kind: 'tfjs-cpu', problem: 'no step within 0.05 s', limitSeconds: 0.05 });
    expect(verdictsOf(bench, [ours, stopped])).toMatchObject([
      { what: 'TF.js cpu', measured: 25, orMore: true, required: 30, passes: false },
    ]);
  });

  it('a peer that cannot run the case asks for nothing', () => {
    expect(verdictsOf(bench, [ours, row({ kind: 'tfjs-wasm', problem: 'no kernel' })])).toEqual([]);
  });

  it('a case that our engine could not run has no ratios', () => {
    const failed = row({ kind: 'cpu', threads: 2, problem: 'does not compile' });
    expect(verdictsOf(bench, [failed, row({ milliseconds: 5 })])).toEqual([]);
  });
});

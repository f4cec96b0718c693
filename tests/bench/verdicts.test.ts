import { describe, expect, it } from 'vitest';
import type { BenchCase, TorchWay } from '../../bench/cases/index.ts';
import type { Row } from '../../bench/measure.ts';
import { verdictLines } from '../../bench/text.ts';
import { bestTorch, ourRow, verdictsOf } from '../../bench/verdicts.ts';

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

const base = { case: 'toy', replicas: 8, kind: 'torch', threads: 1, label: 'somebody', samples: [] } as const;
const row = (part: Partial<Row>): Row => ({ ...base, memory: { growth: 10, peak: 100 }, ...part });

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

describe('verdictsOf a GPU', () => {
  const onGpu: BenchCase = {
    ...bench,
    floors: [
      { replicas: 8, ratio: 100 },
      { device: 'gpu', replicas: 8, over: ['loop'], ratio: 1 },
      { device: 'gpu', replicas: 8, over: ['batched', 'vmap'], ratio: 1 / 3 },
    ],
  };
  const webgpu: Row = { ...base, kind: 'webgpu', milliseconds: 4 };
  const torch = (way: TorchWay, part: Partial<Row>): Row => ({ ...base, device: 'cuda', way, ...part });
  const loop = torch('loop', { milliseconds: 6 });

  it('each floor is over the fastest of its own ways, whatever others do', () => {
    const rows = [
      webgpu,
      loop,
      torch('batched', { milliseconds: 3 }),
      torch('vmap', { milliseconds: 1 }),
      torch('graphs', { milliseconds: 0.1 }),
    ];
    const verdicts = verdictsOf(onGpu, rows);
    expect(verdicts).toMatchObject([
      { what: 'PyTorch', over: ['loop'], measured: 1.5, required: 1, passes: true },
      { what: 'PyTorch', over: ['batched', 'vmap'], measured: 0.25, required: 1 / 3, passes: false },
    ]);
    expect(verdictLines(verdicts)).toBe(
      'pass  toy, 8 replicas: PyTorch loop 1.50x (at least 1x)\n' +
        'MISS  toy, 8 replicas: PyTorch batched or vmap 0.250x (at least 0.333x)\n',
    );
  });

  it('is about the first engine that ran, not the fastest', () => {
    const cuda: Row = { ...webgpu, kind: 'cuda', milliseconds: 1 };
    const failed: Row = { ...base, kind: 'webgpu', problem: 'no kernel' };
    expect(ourRow([webgpu, cuda])).toBe(webgpu);
    expect(ourRow([failed, cuda])).toBe(cuda);
  });

  it('a way that was stopped counts where no other of the floor was done', () => {
    const stopped = torch('loop', { problem: 'no step within 60 s', limitSeconds: 60 });
    expect(verdictsOf(onGpu, [webgpu, stopped])).toMatchObject([
      { over: ['loop'], measured: 15_000, orMore: true, passes: true },
    ]);
    expect(
      verdictsOf(onGpu, [webgpu, torch('vmap', { limitSeconds: 60 }), torch('batched', { milliseconds: 8 })]),
    ).toMatchObject([{ over: ['batched', 'vmap'], measured: 2, orMore: false }]);
  });

  it('without CUDA in PyTorch nothing is asked, and memory never', () => {
    expect(verdictsOf(onGpu, [webgpu, torch('loop', { problem: 'no CUDA here', missing: true })])).toEqual(
      [],
    );
    expect(verdictsOf(onGpu, [webgpu, loop]).map(({ what }) => what)).toEqual(['PyTorch']);
  });

  it('floors of the processor hold for the processor alone', () => {
    const whats = verdictsOf(onGpu, [ours, row({ way: 'loop', milliseconds: 4 })]);
    expect(whats.filter(({ what }) => what === 'PyTorch')).toMatchObject([{ required: 100, passes: false }]);
  });
});

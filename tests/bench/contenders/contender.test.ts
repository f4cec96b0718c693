import { describe, expect, it } from 'vitest';
import { type BenchDevice, caseNamed, cases } from '../../../bench/cases/index.ts';
import { contendersOf, deviceOf, isJudged, labelOf } from '../../../bench/contenders/contender.ts';

const devices: readonly BenchDevice[] = ['cpu', 'gpu'];
const labels = (name: string, replicas: number, device: BenchDevice): string[] =>
  contendersOf(caseNamed(name), replicas, { device, peers: true }).map(labelOf);

describe('contendersOf', () => {
  it('a single replica is not batched, and nobody takes part twice', () => {
    for (const bench of cases) {
      for (const device of devices) {
        for (const replicas of [1, 8]) {
          const found = contendersOf(bench, replicas, { device, peers: true }).map(labelOf);
          expect(new Set(found).size).toBe(found.length);
          if (replicas === 1) expect(found.join()).not.toMatch(/batched|vmap/);
        }
      }
    }
  });

  it('the processor has both thread counts, every way but CUDA graphs, and TF.js', () => {
    expect(labels('bn-conv-16px-w16-b32', 8, 'cpu')).toEqual([
      ...['claimcheck cpu, 1 thread', 'claimcheck cpu, 2 threads'],
      ...['loop', 'channels-last', 'batched', 'vmap'].map((way) => `PyTorch, ${way}, 1 thread`),
      ...['loop', 'channels-last', 'batched', 'vmap'].map((way) => `PyTorch, ${way}, 2 threads`),
      ...['TF.js cpu, 1 thread', 'TF.js wasm, 1 thread'],
    ]);
  });

  it('a GPU has both engines and PyTorch on CUDA, and graphs of a single replica too', () => {
    const ours = ['claimcheck webgpu', 'claimcheck cuda'];
    const theirs = (...ways: string[]): string[] => ways.map((way) => `PyTorch cuda, ${way}`);
    for (const name of ['mlp', 'bn-conv-16px-w16-b32', 'transformer']) {
      expect(labels(name, 32, 'gpu')).toEqual([...ours, ...theirs('loop', 'batched', 'graphs', 'vmap')]);
      expect(labels(name, 1, 'gpu')).toEqual([...ours, ...theirs('loop', 'graphs')]);
    }
  });

  it('an update alone is no graph', () => {
    expect(labels('adam', 8, 'gpu').join()).not.toMatch(/graphs|vmap/);
  });

  it('without peers only this package takes part', () => {
    for (const device of devices) {
      const kinds = contendersOf(caseNamed('mlp'), 8, { device, peers: false }).map(({ kind }) => kind);
      expect(new Set(kinds)).toEqual(new Set(device === 'cpu' ? ['cpu'] : ['webgpu', 'cuda']));
    }
  });

  it('everybody trains on the device that was asked for', () => {
    for (const device of devices) {
      for (const one of contendersOf(caseNamed('mlp'), 8, { device, peers: true })) {
        expect(deviceOf(one)).toBe(device);
      }
    }
  });

  it('ratios may be about two threads, or a GPU, and never about a peer', () => {
    const judged = devices.flatMap((device) =>
      contendersOf(caseNamed('mlp'), 8, { device, peers: true }).filter(isJudged).map(labelOf),
    );
    expect(judged).toEqual(['claimcheck cpu, 2 threads', 'claimcheck webgpu', 'claimcheck cuda']);
  });
});

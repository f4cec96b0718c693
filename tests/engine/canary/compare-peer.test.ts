import { describe, expect, it } from 'vitest';
import { ndarray } from '#core';
import { comparePeer } from '../../../src/engine/canary/compare-peer.ts';
import type { StepOutline } from '../../../src/engine/canary/outline-step.ts';
import type { Peer } from '../../../src/engine/canary/peers.ts';
import type { ChunkResult } from '../../../src/engine/types.ts';

const start = 0.75;
const jump = 0.001;
/** What an output of size 1 becomes where the engine's rounding takes the number across a kink, and where it does not. */
const resultOf = (crossed: boolean): ChunkResult => ({
  state: { w: ndarray(Float32Array.of(1 + (crossed ? jump : 0)), [1]) },
  metrics: {},
});

/** A step of a thousand roundings in a chain whose gradient jumps `distance` away from its argument, in parts of it. */
async function shareOf(distance: number, draws: number): Promise<number> {
  const given = {
    state: { w: ndarray(Float32Array.of(start), [1]) },
    inputs: {},
    data: {},
    steps: 1,
  };
  const peer: Peer = {
    name: 'reference',
    seconds: 0,
    run: async ({ state }) => resultOf(state['w']!.values[0]! / start - 1 > distance),
    partOf: (result) => result,
    dispose: async () => undefined,
  };
  const graph = { nodes: [{ site: () => 'here' }], state: { w: 0 }, metrics: {} };
  const outline = { graph, cost: { seconds: 0, roundings: 1000 } } as unknown as StepOutline;
  return (await comparePeer(peer, outline, given, resultOf(true), draws)).share;
}

describe('comparePeer', () => {
  it('explains a jump at a kink that the rounding of a long chain reaches', async () => {
    expect(await shareOf(2e-6, 0)).toBeGreaterThan(10);
    expect(await shareOf(2e-6, 16)).toBeLessThan(1);
    expect(await shareOf(1e-7, 16)).toBeLessThan(1);
  });

  it('believes a difference at a kink that is further away than rounding', async () => {
    expect(await shareOf(1e-3, 16)).toBeGreaterThan(10);
  });
});

import { channel } from 'node:diagnostics_channel';
import { allocate, type NdArray, sizeOf } from '#core';
import type { Compile } from '#engine';
import { traceStep } from '../../src/engine/trace/trace.ts';

export * from '#engine';

/** Told the graph and the specs of every step that is compiled. */
export const traced = channel('claimcheck:bench:traced');

/** A program that leaves its state as it is and measures ones. */
export const compile: Compile = async (step, specs) => {
  const graph = traceStep(step, specs);
  traced.publish({ graph, specs });
  return {
    engine: 'cpu',
    run: (state, _inputs, _data, steps) => {
      const metrics = Object.entries(graph.metrics).map(([name, id]): [string, NdArray] => {
        const { dtype, shape } = graph.nodes[id]!;
        const all = [steps, ...shape];
        return [name, { dtype, shape: all, values: allocate(dtype, sizeOf(all)).fill(1) }];
      });
      return Promise.resolve({ state, metrics: Object.fromEntries(metrics) });
    },
    dispose: () => Promise.resolve(),
  };
};

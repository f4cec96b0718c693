import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { createRng, type DType, type NdArray, ndarray, type Rng, sizeOf } from '#core';
import type { OneReplica } from '../../../../src/engine/passes/replicas/one-replica.ts';
import type { Graph } from '../../../../src/engine/graph/graph.ts';
import { type Given, interpret } from '../../interpret.ts';

/** Random values for every placeholder: normal; whole numbers 0 and 1, which are indices into anything of two rows. */
export function randomValues(graph: Graph, seed: string): Given {
  const rng = createRng(seed, 'placeholders');
  const placeholders = graph.nodes.filter(({ kernel }) => kernel === 'Placeholder');
  return Object.fromEntries(
    placeholders.map(({ attrs, shape, dtype }) => [
      `${String(attrs['group'])}/${String(attrs['name'])}`,
      randomArray(rng, shape, dtype),
    ]),
  );
}

function randomArray(rng: Rng, shape: readonly number[], dtype: DType): NdArray {
  const size = sizeOf(shape);
  if (dtype === 'float32') return ndarray(rng.normals(size), shape);
  return ndarray(
    Array.from({ length: size }, () => rng.integer(2)),
    shape,
    dtype,
  );
}

/** Holds the graph of one replica, given block i, against block i of the whole graph, to the bit. */
export function expectBlocks(graph: Graph, one: OneReplica, seed = 'values'): void {
  void tf.setBackend('cpu');
  const given = randomValues(graph, seed);
  const whole = interpret(graph, given);
  for (let index = 0; index < one.replicas; index++) {
    const actual = interpret(one.graph, mapped(given, one, index));
    const expected = mapped(whole, one, index);
    expect(Object.keys(actual)).toEqual(Object.keys(expected));
    for (const [key, { values }] of Object.entries(expected)) {
      expect(actual[key]!.values, `${key} of replica ${index}`).toEqual(values);
    }
  }
}

/** Block `index` of what is split, the whole of what is shared. */
function mapped(values: Given, { shared, replicas }: OneReplica, index: number): Given {
  const groups = { ...shared, metric: shared.metrics };
  return Object.fromEntries(
    Object.entries(values).map(([key, array]) => {
      const [group, ...name] = key.split('/') as [keyof typeof groups, ...string[]];
      return [key, groups[group].has(name.join('/')) ? array : blockOf(array, index, replicas)];
    }),
  );
}

function blockOf({ dtype, values }: NdArray, index: number, replicas: number): NdArray {
  const size = values.length / replicas;
  const block = values.subarray(index * size, (index + 1) * size);
  return { dtype, shape: [size], values: block };
}

import { describe, expect, it } from 'vitest';
import { attribute, GraphWriter, NameSource } from '../../../src/engine/onnx/graph-writer.ts';

const writer = (names = new NameSource()): GraphWriter => new GraphWriter('g', names);

describe('GraphWriter', () => {
  it('stores a constant once, however often it is asked for', () => {
    const graph = writer();
    const first = graph.constant('float32', [2], [1, 2]);
    expect(graph.constant('float32', [2], Float32Array.of(1, 2))).toBe(first);
    expect(graph.build().initializers).toHaveLength(1);
  });

  it.each([
    ['type', ['int32', [2], [1, 2]] as const],
    ['shape', ['float32', [1, 2], [1, 2]] as const],
    ['value', ['float32', [2], [1, 3]] as const],
    ['sign of zero', ['float32', [2], [-0, 2]] as const],
  ])('keeps constants apart that differ in %s', (_, [type, shape, values]) => {
    const graph = writer();
    graph.constant('float32', [2], [1, 2]);
    graph.constant('float32', [2], [0, 2]);
    graph.constant(type, shape, values);
    expect(graph.build().initializers).toHaveLength(3);
  });

  it.each([
    ['float32', [1.5, NaN, -Infinity], new Uint8Array(Float32Array.of(1.5, NaN, -Infinity).buffer)],
    ['int32', [-1, 2 ** 31 - 1], new Uint8Array(Int32Array.of(-1, 2 ** 31 - 1).buffer)],
    ['int64', [-1, 2 ** 40], new Uint8Array(BigInt64Array.of(-1n, 2n ** 40n).buffer)],
    ['bool', [0, 1], Uint8Array.of(0, 1)],
  ] as const)('writes %s little-endian', (type, values, bytes) => {
    const graph = writer();
    graph.constant(type, [values.length], values);
    expect(graph.build().initializers[0]!.bytes).toEqual(bytes);
  });

  it('never uses a name twice, in graphs inside graphs either', () => {
    const names = new NameSource();
    const graphs = [writer(names), writer(names)];
    const outputs = graphs.flatMap((graph) => [
      graph.op('Neg', ['x']),
      graph.op('Neg', ['x']),
      graph.int64s([1]),
    ]);
    expect(new Set(outputs).size).toBe(6);
  });

  it('counts its nodes, so that the next one can be found again', () => {
    const graph = writer();
    graph.op('Neg', ['x'], { output: 'y', attributes: { axis: attribute.int(1) } });
    expect(graph.size).toBe(1);
    expect(graph.build().nodes[0]).toMatchObject({ opType: 'Neg', outputs: ['y'], domain: '' });
  });
});

import { describe, expect, it } from 'vitest';
import { rewrite } from '../../../src/engine/passes/builder.ts';
import {
  dropIdentities,
  mergeReshapes,
  simplifyTransposes,
  spreadFills,
} from '../../../src/engine/passes/movement-rules.ts';
import { fill, graphOf, kernels, node, operandOf, placeholder, resultOf } from '../graphs.ts';

describe('dropIdentities', () => {
  it.each([
    ['Identity', node('Identity', [0], [2, 3])],
    ['a cast to the same type', node('Cast', [0], [2, 3])],
    ['a reshape to the same shape', node('Reshape', [0], [2, 3])],
    ['a broadcast to the same shape', node('BroadcastTo', [0], [2, 3])],
    ['one tile', node('Tile', [0], [2, 3], { reps: [1, 1] })],
    ['a slice of everything', node('Slice', [0], [2, 3], { begin: [0, 0], end: [2, 3], strides: [1, 1] })],
    ['no padding', node('PadV2', [0], [2, 3], { before: [0, 0], after: [0, 0], value: 1 })],
    ['a list of one', node('Concat', [0], [2, 3], { axis: 0 })],
    ['a sum over nothing', node('Sum', [0], [2, 3], { axes: [] })],
  ])('removes %s', (_, draft) => {
    const graph = rewrite(graphOf(placeholder([2, 3]), draft), [dropIdentities]);
    expect(resultOf(graph).kernel).toBe('Placeholder');
  });

  it.each(['All', 'Any'])('removes %s over no axis, which ONNX would take for all axes', (kernel) => {
    const graph = graphOf(placeholder([2, 1], 'bool'), node(kernel, [0], [2, 1], { axes: [] }, 'bool'));
    expect(resultOf(rewrite(graph, [dropIdentities])).kernel).toBe('Placeholder');
  });

  it.each([
    ['a cast to another type', node('Cast', [0], [2, 3], {}, 'int32')],
    ['a reshape', node('Reshape', [0], [3, 2])],
    [
      'a slice that runs backwards',
      node('Slice', [0], [2, 3], { begin: [1, 2], end: [-1, -1], strides: [-1, -1] }),
    ],
    ['a reversal', node('Reverse', [0], [2, 3], { axes: [0] })],
  ])('keeps %s', (_, draft) => {
    const graph = rewrite(graphOf(placeholder([2, 3]), draft), [dropIdentities]);
    expect(kernels(graph)).toEqual([draft.kernel]);
  });
});

describe('mergeReshapes', () => {
  it('makes one of two reshapes', () => {
    const graph = graphOf(placeholder([2, 3]), node('Reshape', [0], [6]), node('Reshape', [1], [3, 2]));
    const merged = rewrite(graph, [mergeReshapes]);
    expect(kernels(merged)).toEqual(['Reshape']);
    expect(resultOf(merged).shape).toEqual([3, 2]);
  });

  it('makes a broadcast of a tile over axes of extent 1', () => {
    const graph = graphOf(placeholder([1, 3]), node('Tile', [0], [4, 3], { reps: [4, 1] }));
    expect(kernels(rewrite(graph, [mergeReshapes]))).toEqual(['BroadcastTo']);
  });

  it('keeps a tile that repeats several elements', () => {
    const graph = graphOf(placeholder([2, 1]), node('Tile', [0], [4, 3], { reps: [2, 3] }));
    expect(kernels(rewrite(graph, [mergeReshapes]))).toEqual(['Tile']);
  });
});

describe('simplifyTransposes', () => {
  it('makes a reshape of a transpose that only moves axes of extent 1', () => {
    const graph = graphOf(placeholder([2, 1, 3]), node('Transpose', [0], [1, 2, 3], { perm: [1, 0, 2] }));
    expect(kernels(rewrite(graph, [simplifyTransposes]))).toEqual(['Reshape']);
  });

  it('composes two transposes in the right order', () => {
    const graph = graphOf(
      placeholder([2, 3, 4]),
      node('Transpose', [0], [4, 2, 3], { perm: [2, 0, 1] }),
      node('Transpose', [1], [2, 4, 3], { perm: [1, 0, 2] }),
    );
    const composed = rewrite(graph, [simplifyTransposes]);
    expect(kernels(composed)).toEqual(['Transpose']);
    expect(resultOf(composed)).toMatchObject({ shape: [2, 4, 3], attrs: { perm: [0, 2, 1] } });
  });

  it('finds that a transpose and its inverse are nothing', () => {
    const graph = graphOf(
      placeholder([2, 3]),
      node('Transpose', [0], [3, 2], { perm: [1, 0] }),
      node('Transpose', [1], [2, 3], { perm: [1, 0] }),
    );
    const rules = [dropIdentities, simplifyTransposes];
    expect(resultOf(rewrite(graph, rules)).kernel).toBe('Placeholder');
  });

  it('keeps a transpose that moves elements', () => {
    const graph = graphOf(placeholder([2, 3]), node('Transpose', [0], [3, 2], { perm: [1, 0] }));
    expect(kernels(rewrite(graph, [simplifyTransposes]))).toEqual(['Transpose']);
  });
});

describe('spreadFills', () => {
  it.each([
    node('Reshape', [0], [6]),
    node('Transpose', [0], [3, 2], { perm: [1, 0] }),
    node('Tile', [0], [4, 3], { reps: [2, 1] }),
    node('Slice', [0], [1, 3], { begin: [0, 0], end: [1, 3], strides: [1, 1] }),
    node('Reverse', [0], [2, 3], { axes: [0] }),
  ])('sees through $kernel of a constant of one value', (draft) => {
    const graph = rewrite(graphOf(fill(7, [2, 3]), draft), [spreadFills]);
    expect(kernels(graph)).toEqual(['Fill']);
    expect(resultOf(graph)).toMatchObject({ shape: draft.shape, attrs: { value: 7 } });
  });

  it('does not see through padding, whose margin may differ', () => {
    const graph = graphOf(fill(7, [2]), node('PadV2', [0], [3], { before: [1], after: [0], value: 0 }));
    const kept = rewrite(graph, [spreadFills]);
    expect(resultOf(kept).kernel).toBe('PadV2');
    expect(operandOf(kept, resultOf(kept)).kernel).toBe('Fill');
  });
});

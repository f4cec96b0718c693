import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Graph, GraphNode } from '../../../src/engine/graph/graph.ts';
import { verifyGraph } from '../../../src/engine/verify/index.ts';
import { fill, graphOf, node, placeholder } from '../graphs.ts';

const sound = graphOf(
  placeholder([2, 3]),
  node('Transpose', [0], [3, 2], { perm: [1, 0] }),
  node('BatchMatMul', [0, 1], [2, 2], { transposeA: false, transposeB: false }),
  fill(2),
  node('Multiply', [2, 3], [2, 2]),
  node('Sum', [4], [1, 2], { axes: [0] }),
  node('Slice', [5], [1, 1], { begin: [0, 1], end: [1, 2], strides: [1, 1] }),
);

const changed = (at: number, change: Partial<GraphNode>): Graph => ({
  ...sound,
  nodes: sound.nodes.map((one, index) => (index === at ? { ...one, ...change } : one)),
});

it('a sound graph is handed on', () => {
  expect(verifyGraph(sound, 'a pass')).toBe(sound);
});

it.each<[string, Graph, RegExp]>([
  ['an axis twice', changed(1, { attrs: { perm: [1, 1] } }), /Transpose\(float32\[2, 3\]\).*axes 1,1/],
  ['sums that differ', changed(2, { inputs: [0, 0] }), /BatchMatMul\(float32\[2, 3\], float32\[2, 3\]\).*3 is not 2/],
  ['another type', changed(4, { dtype: 'int32' }), /Multiply\(float32\[2, 2\], float32\[\]\) to int32\[2, 2\]/],
  ['a value of another type', changed(3, { attrs: {} }), /Fill\(\) to float32\[\] value undefined/],
  ['positions past the end', changed(6, { attrs: { begin: [0, 2], end: [1, 3], strides: [1, 1] } }), /Slice\(float32\[1, 2\]\).*2 to 3/],
  ['an operand after its user', changed(4, { inputs: [2, 5] }), /Multiply.*stands before an operand/],
  ['an output that is no node', { ...sound, metrics: { y: 7 } }, /output 7 is no node/],
])('a pass that leaves %s is named, with op and place', (_, graph, message) => {
  expect(() => verifyGraph(graph, 'the folding of masks')).toThrow(/^internal: after the folding of masks, /);
  expect(() => verifyGraph(graph, 'the folding of masks')).toThrow(message);
}); // prettier-ignore

it('any extent changed in any result is found', () => {
  const places = sound.nodes.flatMap(({ shape, kernel }, at) => (kernel === 'Placeholder' ? [] : shape.map((_, axis) => [at, axis] as const)));
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.integer({ min: 1, max: 3 }), ([at, axis], more) => {
      const { shape } = sound.nodes[at]!;
      const broken = changed(at, { shape: shape.with(axis, shape[axis]! + more) });
      expect(() => verifyGraph(broken, 'a pass')).toThrow('after a pass');
    }),
  );
}); // prettier-ignore

import { describe, expect, it } from 'vitest';
import {
  cheaperForms,
  neutralElements,
  reduceFills,
  shrinkOperands,
} from '../../../src/engine/passes/algebra-rules.ts';
import { rewrite } from '../../../src/engine/passes/builder.ts';
import { dropIdentities } from '../../../src/engine/passes/movement-rules.ts';
import { fill, graphOf, kernels, node, operandOf, placeholder, resultOf } from '../graphs.ts';

describe('shrinkOperands', () => {
  it('takes a constant of one value as a scalar', () => {
    const graph = rewrite(graphOf(placeholder([2, 3]), fill(2, [2, 3]), node('Multiply', [0, 1], [2, 3])), [
      shrinkOperands,
    ]);
    expect(operandOf(graph, resultOf(graph), 1)).toMatchObject({
      kernel: 'Fill',
      shape: [],
      attrs: { value: 2 },
    });
  });

  it('leaves out a broadcast that the op does itself', () => {
    const graph = graphOf(
      placeholder([2, 3]),
      placeholder([3], 'float32', 'b'),
      node('BroadcastTo', [1], [2, 3]),
      node('Add', [0, 2], [2, 3]),
    );
    expect(kernels(rewrite(graph, [shrinkOperands]))).toEqual(['Add']);
  });

  it('keeps the only operand that spans the shape', () => {
    const graph = graphOf(
      placeholder([1, 3]),
      placeholder([1, 3], 'float32', 'b'),
      node('BroadcastTo', [0], [2, 3]),
      node('BroadcastTo', [1], [2, 3]),
      node('Add', [2, 3], [2, 3]),
    );
    expect(kernels(rewrite(graph, [shrinkOperands]))).toEqual(['BroadcastTo', 'Add']);
  });

  it('leaves a shape with an empty axis alone', () => {
    const graph = graphOf(placeholder([1]), fill(1, [0]), node('Add', [0, 1], [0]));
    expect(operandOf(rewrite(graph, [shrinkOperands]), resultOf(graph), 1).shape).toEqual([0]);
  });
});

describe('neutralElements', () => {
  const rules = [neutralElements, dropIdentities];
  it.each([
    ['x * 1', node('Multiply', [0, 1], [2]), 1],
    ['1 * x', node('Multiply', [1, 0], [2]), 1],
    ['x + 0', node('Add', [0, 1], [2]), 0],
    ['0 + x', node('Add', [1, 0], [2]), 0],
    ['x - 0', node('Sub', [0, 1], [2]), 0],
    ['x / 1', node('RealDiv', [0, 1], [2]), 1],
    ['x ^ 1', node('Pow', [0, 1], [2]), 1],
  ])('%s is x', (_, draft, value) => {
    expect(resultOf(rewrite(graphOf(placeholder([2]), fill(value), draft), rules)).kernel).toBe(
      'Placeholder',
    );
  });

  it.each([
    ['0 - x', node('Sub', [1, 0], [2]), 0],
    ['1 / x', node('RealDiv', [1, 0], [2]), 1],
    ['1 ^ x', node('Pow', [1, 0], [2]), 1],
    ['x * 0', node('Multiply', [0, 1], [2]), 0],
  ])('%s is not', (_, draft, value) => {
    const graph = rewrite(graphOf(placeholder([2]), fill(value), draft), rules);
    expect(resultOf(graph).kernel).toBe(draft.kernel);
  });

  it('spreads the operand to the shape of the result', () => {
    const graph = rewrite(
      graphOf(placeholder([3]), fill(1, [2, 1]), node('Multiply', [0, 1], [2, 3])),
      rules,
    );
    expect(resultOf(graph)).toMatchObject({ kernel: 'BroadcastTo', shape: [2, 3] });
  });

  it.each([
    [2, 'Square'],
    [0.5, 'Sqrt'],
    [3, 'Pow'],
    [-1, 'Pow'],
  ])('x ^ %s is %s', (exponent, kernel) => {
    const graph = rewrite(graphOf(placeholder([2]), fill(exponent), node('Pow', [0, 1], [2])), rules);
    expect(resultOf(graph).kernel).toBe(kernel);
  });

  it('x ^ 0.5 of whole numbers stays a power', () => {
    const graph = graphOf(
      placeholder([2], 'int32'),
      fill(2, [], 'int32'),
      node('Pow', [0, 1], [2], {}, 'int32'),
    );
    expect(resultOf(rewrite(graph, rules)).kernel).toBe('Pow');
  });
});

describe('cheaperForms', () => {
  it.each([2, -4, 0.5, 2 ** 100])('divides by %s with the exact inverse', (divisor) => {
    const graph = rewrite(graphOf(placeholder([2]), fill(divisor), node('RealDiv', [0, 1], [2])), [
      cheaperForms,
    ]);
    expect(resultOf(graph).kernel).toBe('Multiply');
    expect(operandOf(graph, resultOf(graph), 1).attrs['value']).toBe(1 / divisor);
  });

  it.each([3, 0.1, 0, -0, NaN, Infinity, 2 ** -149])(
    'keeps the division by %s, whose inverse is not exact',
    (divisor) => {
      const graph = rewrite(graphOf(placeholder([2]), fill(divisor), node('RealDiv', [0, 1], [2])), [
        cheaperForms,
      ]);
      expect(resultOf(graph).kernel).toBe('RealDiv');
    },
  );

  it('undoes a negation of a negation', () => {
    const graph = graphOf(placeholder([2]), node('Neg', [0], [2]), node('Neg', [1], [2]));
    expect(resultOf(rewrite(graph, [cheaperForms])).kernel).toBe('Placeholder');
  });
});

describe('reduceFills', () => {
  it('sums a constant by counting', () => {
    const graph = rewrite(graphOf(fill(0.5, [4, 6]), node('Sum', [0], [4, 1], { axes: [1] })), [reduceFills]);
    expect(resultOf(graph)).toMatchObject({ kernel: 'Fill', shape: [4, 1], attrs: { value: 3 } });
  });

  it('does not round a sum of whole numbers to float32', () => {
    const drafts = [fill(3, [5592407], 'int32'), node('Sum', [0], [1], { axes: [0] }, 'int32')];
    expect(resultOf(rewrite(graphOf(...drafts), [reduceFills])).attrs['value']).toBe(16777221);
  });

  it('takes the mean of a constant for the constant', () => {
    const graph = rewrite(graphOf(fill(0.25, [3]), node('Mean', [0], [1], { axes: [0] })), [reduceFills]);
    expect(resultOf(graph).attrs['value']).toBe(0.25);
  });
});

import { describe, expect, it } from 'vitest';
import { type ProfileEvent, summarizeProfile } from '../../bench/profile-events.ts';

const event = (
  op: string,
  name: string,
  dur: number,
  inputs: readonly (readonly number[])[] = [],
  outputs: readonly (readonly number[])[] = [],
  type = 'float',
): ProfileEvent => ({
  cat: 'Node',
  name: `${name}_kernel_time`,
  dur,
  args: {
    op_name: op,
    input_type_shape: inputs.map((shape) => ({ [type]: shape })),
    output_type_shape: outputs.map((shape) => ({ [type]: shape })),
  },
});

describe('summarizeProfile', () => {
  it('counts a scan once: through the nodes inside it, not through itself as well', () => {
    const { milliseconds, ops } = summarizeProfile(
      [event('Scan', 'scan', 1000), event('Mul', 'a', 300), event('Add', 'b', 500)],
      1,
    );
    expect(milliseconds).toBeCloseTo(0.8);
    expect(ops.map(({ op }) => op)).toEqual(['Add', 'Mul']);
  });

  it('leaves out what is not a kernel: fences, sessions, threads', () => {
    const before = { ...event('Mul', 'a', 300), name: 'a_fence_before' };
    const session = { ...event('Mul', 'a', 300), cat: 'Session' };
    expect(summarizeProfile([before, session], 1)).toEqual({ milliseconds: 0, ops: [], nodes: [] });
  });

  it('speaks of one step when the profile holds several', () => {
    const twice = [
      event('Mul', 'a', 300),
      event('Mul', 'a', 500),
      event('Mul', 'b', 200),
      event('Mul', 'b', 200),
    ];
    const { ops, nodes } = summarizeProfile(twice, 2);
    expect(ops).toMatchObject([{ op: 'Mul', count: 2, share: 1 }]);
    expect(ops[0]!.milliseconds).toBeCloseTo(0.6);
    expect(nodes.map(({ node, count }) => [node, count])).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
    expect(nodes[0]!.milliseconds).toBeCloseTo(0.4);
  });

  it.each([
    [
      'MatMul',
      'batched',
      [
        [8, 4, 5],
        [8, 5, 3],
      ],
      [8, 4, 3],
      2 * 8 * 4 * 5 * 3,
    ],
    [
      'FusedMatMul',
      'first operand transposed',
      [
        [8, 5, 4],
        [8, 5, 3],
      ],
      [8, 4, 3],
      2 * 8 * 4 * 5 * 3,
    ],
    [
      'FusedMatMul',
      'second operand transposed',
      [
        [8, 4, 5],
        [8, 3, 5],
      ],
      [8, 4, 3],
      2 * 8 * 4 * 5 * 3,
    ],
    [
      'MatMul',
      'one matrix for all',
      [
        [8, 4, 5],
        [5, 3],
      ],
      [8, 4, 3],
      2 * 8 * 4 * 5 * 3,
    ],
    ['Gemm', 'plain', [[4, 5], [5, 3], [3]], [4, 3], 2 * 4 * 5 * 3],
    [
      'Conv',
      'grouped',
      [
        [2, 6, 8, 8],
        [4, 3, 3, 3],
      ],
      [2, 4, 8, 8],
      2 * (2 * 4 * 8 * 8) * (3 * 3 * 3),
    ],
    [
      'Mul',
      'element by element',
      [
        [8, 4],
        [8, 4],
      ],
      [8, 4],
      0,
    ],
  ])('floating-point operations of %s, %s', (op, _, inputs, output, flops) => {
    expect(summarizeProfile([event(op, 'n', 10, inputs, [output])], 1).nodes[0]!.flops).toBe(flops);
  });

  it('bytes are those of the element type', () => {
    const bytesOf = (type: string): number =>
      summarizeProfile([event('Cast', 'n', 10, [[2, 3]], [[4]], type)], 1).ops[0]!.bytes;
    expect([bytesOf('float'), bytesOf('int64'), bytesOf('bool')]).toEqual([40, 80, 10]);
  });

  it('a slice of a large array moves what it takes, and a reshape nothing', () => {
    const bytesOf = (op: string): number =>
      summarizeProfile([event(op, 'n', 10, [[1000, 3]], [[2, 3]])], 1).ops[0]!.bytes;
    expect([bytesOf('Slice'), bytesOf('Reshape')]).toEqual([48, 0]);
  });

  it('shapes of a node are those of its first execution', () => {
    const { nodes } = summarizeProfile([event('Mul', 'n', 10, [[2, 3], []], [[2, 3]])], 1);
    expect(nodes[0]!.shapes).toBe('[2, 3] [] -> [2, 3]');
  });
});

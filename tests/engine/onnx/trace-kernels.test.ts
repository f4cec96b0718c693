import { describe, expect, it } from 'vitest';
import type { KernelProfile } from '../../../src/engine/profile/engine-profile.ts';
import { type TraceEvent, traceKernels } from '../../../src/engine/onnx/trace-kernels.ts';

const event = (
  op: string,
  name: string,
  dur: number,
  inputs: readonly (readonly number[])[] = [],
  outputs: readonly (readonly number[])[] = [],
  type = 'float',
): TraceEvent => ({
  cat: 'Node',
  name: `${name}_kernel_time`,
  ts: 0,
  dur,
  args: {
    op_name: op,
    input_type_shape: inputs.map((shape) => ({ [type]: shape })),
    output_type_shape: outputs.map((shape) => ({ [type]: shape })),
  },
});

const kernels = (events: readonly TraceEvent[]): KernelProfile[] => traceKernels(events, () => undefined);

describe('traceKernels', () => {
  it('counts a scan once: through the nodes inside it, not through itself as well', () => {
    const found = kernels([
      event('Scan', 'run/1:Scan', 1000),
      event('Mul', 'a', 300),
      event('Add', 'b', 500),
    ]);
    expect(found.map(({ label }) => label)).toEqual(['Mul', 'Add']);
  });

  it('leaves out what is not a kernel: fences, sessions, threads', () => {
    const before = { ...event('Mul', 'a', 300), name: 'a_fence_before' };
    const session = { ...event('Mul', 'a', 300), cat: 'Session' };
    expect(kernels([before, session])).toEqual([]);
  });

  it('adds up the executions of a node, not those of another of the same op', () => {
    const found = kernels([
      event('Mul', 'a', 300, [[2]], [[2]]),
      event('Mul', 'b', 200, [[2]], [[2]]),
      event('Mul', 'a', 500, [[2]], [[2]]),
    ]);
    expect(found).toMatchObject([
      { label: 'Mul', kind: 'node', calls: 2, bytesRead: 16, bytesWritten: 16 },
      { label: 'Mul', calls: 1, bytesRead: 8 },
    ]);
    expect(found[0]!.seconds).toBeCloseTo(800e-6, 9);
  });

  it('leaves out the first of several runs', () => {
    const run = (ts: number): TraceEvent => ({ ...event('', '', 90), cat: 'Session', name: 'model_run', ts });
    const first = { ...event('Mul', 'a', 70), ts: 12 };
    const second = { ...event('Mul', 'a', 40), ts: 105 };
    expect(kernels([first, run(10), second, run(100)])).toMatchObject([{ calls: 1, seconds: 40e-6 }]);
    expect(kernels([first, run(10)])).toMatchObject([{ calls: 1, seconds: 70e-6 }]);
  });

  it("says where a node comes from by its name without its op, and that a fused one's place is unknown", () => {
    const siteOf = (node: string) => (node === 'step/3' ? 'model.ts:7' : undefined);
    const found = traceKernels([event('Mul', 'step/3:Mul', 1), event('Add', 'fused 3', 1)], siteOf);
    expect(found.map(({ site }) => site)).toEqual(['model.ts:7', 'an unknown place']);
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
    expect(kernels([event(op, 'n', 10, inputs, [output])])[0]!.flops).toBe(flops);
  });

  it('bytes are those of the element type', () => {
    const bytesOf = (type: string): number[] => {
      const [{ bytesRead, bytesWritten }] = kernels([event('Cast', 'n', 10, [[2, 3]], [[4]], type)]) as [
        KernelProfile,
      ];
      return [bytesRead, bytesWritten];
    };
    expect(['float', 'int64', 'bool'].map(bytesOf)).toEqual([
      [24, 16],
      [48, 32],
      [6, 4],
    ]);
  });

  it('a slice of a large array moves what it takes, and a reshape nothing', () => {
    const bytesOf = (op: string): number[] => {
      const [{ bytesRead, bytesWritten }] = kernels([event(op, 'n', 10, [[1000, 3]], [[2, 3]])]) as [
        KernelProfile,
      ];
      return [bytesRead, bytesWritten];
    };
    expect([bytesOf('Slice'), bytesOf('Reshape')]).toEqual([
      [24, 24],
      [0, 0],
    ]);
  });

  it('shapes of a node are those of its first execution', () => {
    expect(kernels([event('Mul', 'n', 10, [[2, 3], []], [[2, 3]])])[0]!.shape).toBe('[2, 3] [] -> [2, 3]');
  });
});

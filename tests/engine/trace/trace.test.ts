import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { UserError } from '#core';
import { compile, type Step, StepError, type StepSpecs, UnsupportedKernelError } from '#engine';
import { replicaConv2d } from '#ops';
import { WrongCallError } from '../../../src/engine/errors.ts';
import { Recorder } from '../../../src/engine/trace/recorder.ts';
import { traceStep } from '../../../src/engine/trace/trace.ts';
import { kernels, spec, traced } from '../graphs.ts';

const specs: StepSpecs = { state: { w: spec([3]) }, input: { x: spec([2, 3]) }, data: {} };

/** What tracing a step with state `w` and input `x` throws. */
function failureOf(step: Step): StepError {
  try {
    traceStep(step, specs);
  } catch (error) {
    if (error instanceof StepError) return error;
    throw error;
  }
  throw new Error('the step was traced');
}

const measuring =
  (metric: (x: tf.Tensor) => tf.Tensor): Step =>
  (state, { x }) => ({ state, metrics: { y: metric(x!) } });

describe('a traced step', () => {
  it('records what ran, in order, with shapes and element types', () => {
    const graph = traced(({ x }) => ({ y: tf.sum(tf.relu(x!), 1), z: tf.greater(x!, 0) }));
    expect(kernels(graph)).toEqual(['Relu', 'Sum', 'Reshape', 'Fill', 'Greater']);
    expect(graph.nodes[graph.metrics['y']!]).toMatchObject({ shape: [2], dtype: 'float32' });
    expect(graph.nodes[graph.metrics['z']!]).toMatchObject({ shape: [2, 3], dtype: 'bool' });
  });

  it('computes what is known beforehand, lists of operands included', () => {
    const graph = traced(({ x }) => {
      const known = tf.concat([tf.stack([tf.scalar(1), tf.scalar(2)]), tf.sqrt(tf.tensor([9]))]);
      return { y: tf.add(x!, known) };
    });
    expect(kernels(graph).filter((kernel) => !['Fill', 'Const'].includes(kernel))).toEqual(['Add']);
    const sum = graph.nodes[graph.metrics['y']!]!;
    expect(graph.nodes[sum.inputs[1]!]!.attrs['values']).toEqual(Float32Array.of(1, 2, 3));
  });

  it('holds constants as their element type does', () => {
    const graph = traced(() => ({ a: tf.fill([2], 0.1), b: tf.fill([2], 2.5, 'int32'), c: tf.scalar(true) }));
    const valueOf = (name: string): unknown => graph.nodes[graph.metrics[name]!]!.attrs['value'];
    expect([valueOf('a'), valueOf('b'), valueOf('c')]).toEqual([Math.fround(0.1), 2, 1]);
  });

  it('differentiates kernels that hand their only operand on', () => {
    const graph = traced(({ x }) => ({ y: tf.grad((v) => tf.square(tf.addN([v])))(x!) }));
    expect(kernels(graph)).not.toContain('Add');
  });
});

describe('the message for', () => {
  it('an op without a kernel names the op, its shapes and the line that called it', () => {
    const failure = failureOf(measuring((x) => tf.searchSorted(x, tf.slice(x, [0, 0], [2, 1]))));
    expect(failure).toBeInstanceOf(UnsupportedKernelError);
    expect(failure.message).toMatch(
      /^the op SearchSorted\(float32\[2, 3\], float32\[2, 1\]\) is not supported; called at .*trace\.test\.ts:\d+/,
    );
    expect(failure.message).not.toMatch(/tfjs-core|node_modules/);
    expect(failure.hint).toContain('--engine reference');
  });

  it.each<[string, (x: tf.Tensor) => tf.Tensor, RegExp]>([
    [
      'a function of whole numbers that TF.js would cut down',
      (x) => tf.acos(tf.cast(x, 'int32')),
      /^the op Acos\(int32\[2, 3\]\) takes float32: cast its operands; called at/,
    ],
    [
      'arithmetic on bools',
      (x) => tf.add(tf.greater(x, 0), tf.less(x, 0)),
      /^the op Add\(bool\[2, 3\], bool\[2, 3\]\) takes float32 or int32: cast its operands; called at/,
    ],
    [
      'a product of bools',
      (x) => tf.matMul(tf.greater(x, 0), tf.less(x, 0), false, true),
      /^the op BatchMatMul\(bool\[2, 3\], bool\[2, 3\]\) takes float32 or int32; called at/,
    ],
    [
      'channels first',
      (x) => tf.conv2d(tf.reshape<tf.Rank.R4>(x, [1, 1, 2, 3]), tf.ones([1, 1, 1, 1]), 1, 'same', 'NCHW'),
      /^the op Conv2D\(float32\[1, 1, 2, 3\], float32\[1, 1, 1, 1\]\) is supported in NHWC only; called at/,
    ],
    [
      'a number as padding of windows that are not square',
      (x) => tf.maxPool(tf.reshape<tf.Rank.R4>(x, [1, 2, 3, 1]), [1, 2], 1, 1),
      /^the op MaxPool\(float32\[1, 2, 3, 1\]\) takes a number as padding for square windows only: use tf\.pad/,
    ],
    [
      'pools of nothing but padding',
      (x) => tf.avgPool(tf.reshape<tf.Rank.R4>(x, [1, 2, 3, 1]), 1, 3, 1),
      /^the op AvgPool\(float32\[1, 2, 3, 1\]\) has windows that lie in the padding alone; called at/,
    ],
    [
      'mirrored padding with the edge repeated',
      (x) => tf.mirrorPad(x, [[1, 1], [0, 0]], 'symmetric'), // prettier-ignore
      /^the op MirrorPad\(float32\[2, 3\]\) is supported in mode 'reflect' only/,
    ],
    [
      'a gather whose batch axes are not all the axes before',
      (x) => tf.gather(tf.reshape(x, [2, 1, 3]), tf.zeros([2, 2], 'int32'), 2, 1),
      /^the op GatherV2\(float32\[2, 1, 3\], int32\[2, 2\]\) with batchDims needs axis equal to batchDims/,
    ],
  ])('%s', (_, metric, message) => {
    expect(failureOf(measuring(metric)).message).toMatch(message);
  });

  it('a call that TF.js refuses inside of a loop of its own names the op and the line', () => {
    expect(failureOf(measuring((x) => tf.transpose(x, [0, 2]))).message).toMatch(
      /^the op transpose cannot be computed: All entries in 'perm' .*; called at [^,]*trace\.test\.ts:\d+/,
    );
    const listed = failureOf(measuring((x) => tf.addN([0, 1].map((axis) => tf.sum(x, [axis, axis])))));
    expect(listed.message).not.toContain('<anonymous>');
  });

  it('an op of ours that refuses its operands is the same', () => {
    const failure = failureOf(measuring((x) => replicaConv2d(x, x, { strides: 1, pad: 'same' })));
    expect(failure.message).toMatch(
      /^the op replicaConv2d cannot be computed: replicaConv2d takes x .*; called at [^,]*trace\.test\.ts:\d+/,
    );
  });

  it.each<[string, (x: tf.Tensor) => tf.Tensor]>([
    ['a normal draw', (x) => tf.add(x, tf.randomNormal([3]))],
    ['a uniform draw', (x) => tf.add(x, tf.randomUniform([3]))],
    ['dropout', (x) => tf.dropout(x, 0.5)],
  ])('%s inside a step says where noise comes from', (_, metric) => {
    const failure = failureOf(measuring(metric));
    expect(failure.message).toMatch(
      /^the step does something else each time it is called, first seen at .*trace\.test\.ts/,
    );
    expect(failure.hint).toContain('draw it on the host from a seed and pass it as an input');
  });

  it('a counter in a closure is the same', () => {
    let calls = 0;
    expect(failureOf(measuring((x) => tf.mul(x, calls++))).message).toMatch(
      /^the step does something else each time/,
    );
  });

  it.each<[string, (x: tf.Tensor) => tf.Tensor]>([
    ['dataSync', (x) => tf.scalar(tf.sum(x).dataSync()[0]!)],
    ['arraySync', (x) => tf.tensor(x.arraySync())],
  ])('reading values with %s names the line', (_, metric) => {
    expect(failureOf(measuring(metric)).message).toMatch(
      /^the step reads the values of a tensor at .*trace\.test\.ts:\d+/,
    );
  });

  it('a tensor kept from the last call says that state is the way', () => {
    let kept: tf.Tensor | undefined;
    const failure = failureOf(
      measuring((x) => {
        const before = kept ?? x;
        kept = tf.keep(tf.relu(x));
        return tf.mul(before, 2);
      }),
    );
    expect(failure.message).toMatch(/^the step uses a tensor that is disposed or comes from an earlier call/);
    expect(failure.hint).toContain('through the state');
  });

  it('a disposed tensor from outside is the same', () => {
    const gone = tf.tensor([1, 2, 3]);
    gone.dispose();
    expect(() =>
      traceStep(
        measuring((x) => tf.add(x, gone)),
        specs,
      ),
    ).toThrow(/disposed/);
  });

  it('text in a tensor names the type and the line', () => {
    const failure = failureOf(measuring((x) => tf.concat([x, tf.cast(tf.tensor(['a']), 'float32')])));
    expect(failure.message).toMatch(/^the step uses a tensor of type string at .*trace\.test\.ts/);
  });

  it.each<[string, Step, string]>([
    [
      'of another shape',
      ({ w }) => ({ state: { w: tf.sum(w!) }, metrics: {} }),
      "'w' is float32[], expected float32[3]",
    ],
    [
      'of another type',
      ({ w }) => ({ state: { w: tf.cast(w!, 'int32') }, metrics: {} }),
      "'w' is int32[3], expected float32[3]",
    ],
    ['that is missing', () => ({ state: {}, metrics: {} }), "'w' is missing, expected float32[3]"],
    [
      'that is new',
      ({ w }) => ({ state: { w: w!, v: w! }, metrics: {} }),
      "'v' (float32[3]) is not expected",
    ],
  ])('a state %s names it', (_, step, message) => {
    expect(failureOf(step).message).toBe(`the step's new state does not fit its old state: ${message}`);
  });
});

describe('a fault of ours while recording is no fault of the call', () => {
  const transposed = measuring((x) => tf.engine().runKernel('Transpose', { x }, {}));
  const doubled = measuring((x) => tf.mul(x, 2));
  const failed = (fault: Error): void => {
    const emit = Object.getOwnPropertyDescriptor(Recorder.prototype, 'emit')!.value as Recorder['emit'];
    vi.spyOn(Recorder.prototype, 'emit').mockImplementation(function (this: Recorder, kernel, ...rest) {
      if (kernel === 'Multiply') throw fault;
      return emit.call(this, kernel, ...rest);
    });
  };
  afterEach(() => vi.restoreAllMocks());

  /** What is thrown while the step is traced. */
  function thrown(step: Step): Error {
    try {
      traceStep(step, specs);
    } catch (error) {
      return error as Error;
    }
    throw new Error('the step was traced');
  }

  it.each<[string, Error]>([
    ['a type error', new TypeError('x is undefined')],
    ['an assertion', new Error('an axis lies in pieces')],
    ['a range error', new RangeError('Invalid array length')],
  ])('%s', (_, fault) => {
    failed(fault);
    const error = thrown(doubled);
    expect(error).not.toBeInstanceOf(UserError);
    expect(error.message).toMatch(
      /^internal: Multiply\(float32\[2, 3\], float32\[\]\) could not be recorded: .*; called at .*trace\.test/,
    );
    expect(error.cause).toBe(fault);
  });

  it('a type error that nobody planted', () => {
    const error = thrown(transposed);
    expect(error).not.toBeInstanceOf(UserError);
    expect(error.message).toMatch(/^internal: Transpose\(float32\[2, 3\]\) could not be recorded: TypeError/);
    expect(error.cause).toBeInstanceOf(TypeError);
  });

  it.each<[string, (x: tf.Tensor) => tf.Tensor]>([
    ['a rule of ours', (x) => tf.mul(tf.slice(x, [0, 0], [2, 2]), tf.ones([3]))],
    ['an assertion of TF.js in our tracer', (x) => tf.expandDims(x, 7)],
    ['a kernel of TF.js on constants', () => tf.sum(tf.gather(tf.ones([2, 3]), tf.tensor1d([7], 'int32')))],
    ['a constant that nobody can hold', () => tf.range(0, 1e13)],
  ])('but what %s refuses is', (_, metric) => {
    expect(failureOf(measuring(metric))).toBeInstanceOf(WrongCallError);
  });
});

describe('after a failure', () => {
  it('the next compilation is none the worse', async () => {
    expect(() =>
      traceStep(
        measuring((x) => tf.tidy(() => tf.searchSorted(x, x))),
        specs,
      ),
    ).toThrow(StepError);
    const program = await compile(
      ({ w }) => ({ state: { w: tf.add(w!, 1) }, metrics: {} }),
      { state: { w: spec([1]) }, input: {}, data: {} },
      { engine: 'cpu', threads: 1 },
    );
    const { state } = await program.run(
      { w: { dtype: 'float32', shape: [1], values: Float32Array.of(1) } },
      {},
      {},
      2,
    );
    expect([...state['w']!.values]).toEqual([3]);
    await program.dispose();
  });
});

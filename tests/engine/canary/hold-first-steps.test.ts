import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { createRng, type NdRecord, ndarray } from '#core';
import { holdFirstSteps, type Step, type StepSpecs, type TensorRecord } from '#engine';
import { valueAndGradients } from '#nn';
import { compileNative } from '../../../src/engine/native/index.ts';
import type { Graph, GraphNode } from '../../../src/engine/graph/graph.ts';
import { traceStep } from '../../../src/engine/trace/trace.ts';

const [replicas, batch, inputs, hidden, classes] = [3, 5, 11, 13, 4] as const;
const shapes: Record<string, number[]> = {
  w: [replicas, inputs, hidden],
  b: [replicas, 1, hidden],
  v: [replicas, hidden, classes],
};

/** A step of gradient descent on a network with a normalised hidden layer, each replica by itself. */
const step: Step = (state, { x, y }) => {
  const { loss, gradients } = valueAndGradients(({ w, b, v }) => {
    const h = tf.relu(tf.add(tf.matMul(x!, w!), b!));
    const scaled = tf.mul(h, tf.rsqrt(tf.add(tf.mean(tf.square(h), 1, true), 0.1)));
    const logits = tf.matMul(scaled, v!);
    const logProbabilities = tf.sub(logits, tf.log(tf.sum(tf.exp(logits), -1, true)));
    return { loss: tf.neg(tf.sum(tf.mul(y!, logProbabilities), [1, 2])) };
  }, state);
  const next = Object.entries(gradients).map(([name, gradient]) => [
    name,
    tf.sub(state[name]!, tf.mul(gradient, 0.1)),
  ]);
  return {
    state: Object.fromEntries(next) as TensorRecord,
    metrics: { loss, gradient: tf.sqrt(tf.sum(tf.square(gradients['w']!), [1, 2])) },
  };
};

const inputShapes: Record<string, number[]> = { x: [replicas, batch, inputs], y: [replicas, batch, classes] };
const record = (given: Record<string, number[]>, leading: number[] = []): NdRecord =>
  Object.fromEntries(
    Object.entries(given).map(([name, shape]) => {
      const whole = [...leading, ...shape];
      const size = whole.reduce((product, extent) => product * extent, 1);
      return [name, ndarray(createRng('canary', name).normals(size), whole)];
    }),
  );
const specsOf = (given: Record<string, number[]>): StepSpecs['state'] =>
  Object.fromEntries(Object.entries(given).map(([name, shape]) => [name, { dtype: 'float32', shape }]));

const specs: StepSpecs = { state: specsOf(shapes), input: specsOf(inputShapes), data: {} };
const given = { state: record(shapes), inputs: record(inputShapes, [2]), data: {}, steps: 2 };
const sound = traceStep(step, specs);

/** What holding machine code says that was made of another graph than the step's. */
async function heldWith(graph: Graph): Promise<unknown> {
  const program = compileNative(graph, specs, { engine: 'cpu', threads: 1 });
  try {
    return await holdFirstSteps(program, { step, specs, graph: sound }, given).catch(
      (error: unknown) => error,
    );
  } finally {
    await program.dispose();
  }
}

const changed = (at: number, change: Partial<GraphNode>): Graph => ({
  ...sound,
  nodes: sound.nodes.map((one, index) => (index === at ? { ...one, ...change } : one)),
});

/** Kernels of the same form, so that one may be compiled in place of the other. */
const exchanges: Readonly<Record<string, string>> = {
  Add: 'Sub', Sub: 'Add', Multiply: 'Add', RealDiv: 'Multiply', Relu: 'Abs', Exp: 'Expm1', Log: 'Log1p', Rsqrt: 'Sqrt',
  Square: 'Abs', Sum: 'Max', Mean: 'Sum', Neg: 'Abs', Sqrt: 'Square', Step: 'Sign',
}; // prettier-ignore

/** What an output depends on: gradients leave behind nodes that nothing reads. */
const live = new Set([...Object.values(sound.state), ...Object.values(sound.metrics)]);
for (const { id, inputs: operands } of sound.nodes.toReversed()) {
  if (live.has(id)) operands.forEach((operand) => live.add(operand));
}

const broken = sound.nodes.flatMap(({ kernel, attrs, inputs: operands }, at): [string, Graph][] => {
  if (!live.has(at)) return [];
  const exchanged = exchanges[kernel];
  const value = attrs['value'];
  return [
    ...(exchanged ? [[`${kernel} ${at} computed as ${exchanged}`, changed(at, { kernel: exchanged })] as [string, Graph]] : []),
    ...(kernel === 'Fill' && typeof value === 'number' && value !== 0
      ? [[`constant ${value} ${at} a hundredth off`, changed(at, { attrs: { ...attrs, value: value * 1.01 } })] as [string, Graph]]
      : []),
    ...(kernel === 'RealDiv' ? [[`operands of ${kernel} ${at} exchanged`, changed(at, { inputs: operands.toReversed() })] as [string, Graph]] : []),
  ];
}); // prettier-ignore

describe('holdFirstSteps', () => {
  it('sees that machine code of the step itself agrees', async () => {
    expect(await heldWith(sound)).toEqual({
      outcome: 'held',
      beside: 'reference',
      replicas,
      steps: 2,
      outputs: 5,
      share: expect.toSatisfy((share: number) => share < 0.5) as number,
    });
  });

  it('has something to break', () => {
    expect(broken.length).toBeGreaterThan(20);
  });

  it.each(broken)('catches machine code with %s', async (_, graph) => {
    const failed = await heldWith(graph);
    expect(failed).toMatchObject({ name: 'CanaryError' });
    expect((failed as Error).message).toMatch(
      /after 2 steps .*(state|metric) '\w+' is .*CLAIMCHECK_NATIVE=0/,
    );
  });
});

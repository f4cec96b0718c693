import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRng, type NdRecord, ndarray } from '#core';
import { gruCell, initialize, linearCell, lstmCell, type RecurrentCell, tanhCell, unroll } from '#nn';
import { draws, gradientError, toTensor, toTensors } from './numerics.ts';

beforeAll(() => tf.setBackend('cpu'));

const cells = { linear: linearCell, tanh: tanhCell, gru: gruCell, lstm: lstmCell };
const [replicas, batch, length, inputs, hidden] = [2, 3, 4, 2, 3];

const paramsOf = (cell: RecurrentCell): NdRecord => initialize(['1', '2'], cell.specs(inputs, hidden));

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** One sequence through one replica's cell, unit by unit as the papers write it. */
function byDefinition(
  name: keyof typeof cells,
  params: NdRecord,
  replica: number,
  x: number[][],
): number[][] {
  const own = (tensor: string): Float32Array => {
    const { values, shape } = params[tensor]!;
    const size = values.length / shape[0]!;
    return values.slice(replica * size, (replica + 1) * size) as Float32Array;
  };
  const width = params['input/weight']!.shape[2]!;
  const bias = params['input/bias'] ? own('input/bias') : new Float32Array(width);
  let [h, c] = [Array<number>(hidden).fill(0), Array<number>(hidden).fill(0)];
  return x.map((step) => {
    const fromX = (at: number): number =>
      step.reduce((sum, value, from) => sum + value * own('input/weight')[from * width + at]!, bias[at]!);
    const fromH = (at: number): number =>
      h.reduce((sum, value, from) => sum + value * own('recurrent/weight')[from * width + at]!, 0);
    const gate = (block: number, unit: number): number =>
      fromX(block * hidden + unit) + fromH(block * hidden + unit);
    const before = h;
    if (name === 'lstm') {
      c = c.map(
        (memory, unit) => sigmoid(gate(1, unit)) * memory + sigmoid(gate(0, unit)) * Math.tanh(gate(2, unit)),
      );
      h = c.map((memory, unit) => sigmoid(gate(3, unit)) * Math.tanh(memory));
    } else if (name === 'gru') {
      h = before.map((value, unit) => {
        const remembered = fromH(2 * hidden + unit) + own('recurrent/bias')[unit]!;
        const candidate = Math.tanh(fromX(2 * hidden + unit) + sigmoid(gate(0, unit)) * remembered);
        const update = sigmoid(gate(1, unit));
        return (1 - update) * candidate + update * value;
      });
    } else {
      const squash = name === 'tanh' ? Math.tanh : (z: number): number => z;
      h = before.map((_, unit) => squash(gate(0, unit)));
    }
    return h;
  });
}

describe.each(Object.keys(cells) as (keyof typeof cells)[])('the %s cell', (name) => {
  const cell = cells[name];

  it('does what its definition says, each replica and sequence by itself', () => {
    const params = paramsOf(cell);
    const x = draws(name, [replicas, batch, length, inputs]);
    const states = unroll(cell, toTensors(params), toTensor(x)).map(
      (state) => state.arraySync() as number[][][],
    );
    for (let replica = 0; replica < replicas; replica++) {
      for (let sequence = 0; sequence < batch; sequence++) {
        const from = (replica * batch + sequence) * length * inputs;
        const steps = Array.from({ length }, (_, t) =>
          Array.from(x.values.subarray(from + t * inputs, from + (t + 1) * inputs)),
        );
        byDefinition(name, params, replica, steps).forEach((expected, t) =>
          expected.forEach((value, unit) =>
            expect(states[t]![replica]![sequence]![unit]).toBeCloseTo(value, 5),
          ),
        );
      }
    }
  });

  it('is trained by back-propagation through time: gradients match central differences', () => {
    const params = { ...paramsOf(cell), x: draws(name, [replicas, batch, length, inputs]) };
    const loss = ({ x, ...given }: Readonly<Record<string, tf.Tensor>>) =>
      tf.mean(tf.square(unroll(cell, given, x!).at(-1)!), [1, 2]);
    expect(gradientError(loss, params)).toBeLessThan(2e-3);
  });
});

it('the linear cell answers an impulse with B, B A, B A^2, ...', () => {
  const params = toTensors({
    'input/weight': ndarray([1, 0], [1, 1, 2]),
    'recurrent/weight': ndarray([0, 2, 3, 0], [1, 2, 2]),
  });
  const impulse = tf.tensor([1, 0, 0], [1, 1, 3, 1]);
  const states = unroll(linearCell, params, impulse).map((state) => Array.from(state.dataSync()));
  expect(states).toEqual([
    [1, 0],
    [0, 2],
    [6, 0],
  ]);
});

it('weights start inside 1 / sqrt(hidden)', () => {
  const { values } = gruCell.specs(1, 16)['recurrent/weight']!.initialiser(createRng('1', 'init'), [16, 48]);
  expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(0.25);
  expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(0.24);
});

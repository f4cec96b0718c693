import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { type NdRecord, ndarray, type ResultStore } from '#core';
import { compile, type Program, type Step } from '#engine';
import { Canary, scan, underCanary } from '#train';
import { plainRun, toyScan, toyState, toyStep } from './toy.ts';

const run = { ...plainRun, engine: 'cpu' };
const specs = {
  state: toyState,
  input: {
    noise: { dtype: 'float32', shape: [3, 2] },
    stepIndex: { dtype: 'float32', shape: [] },
  },
  data: { c: { dtype: 'float32', shape: [2] } },
} as const;
const given = [
  toyState,
  { noise: ndarray([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [1, 3, 2]), stepIndex: ndarray([0], [1]) },
  { c: ndarray([0.1, -0.2], [2]) },
  1,
] as const;

function memory(): ResultStore & { readonly keys: string[] } {
  const saved = new Map<string, unknown>();
  const keys: string[] = [];
  return {
    keys,
    load: (key) => saved.get(key),
    save: (key, value) => void (keys.push(key), saved.set(key, value)),
  };
}

/** A program whose results are spoilt by `spoil`. */
async function spoilt(spoil: (state: NdRecord, metrics: NdRecord) => void): Promise<Program> {
  const program = await compile(toyStep, specs, { engine: 'cpu', threads: 1 });
  return {
    ...program,
    engine: 'cpu',
    dispose: () => program.dispose(),
    run: async (...args) => {
      const result = await program.run(...args);
      spoil(result.state, result.metrics);
      return result;
    },
  };
}

describe('a canary', () => {
  it('sees that a compiled program agrees with the reference, and changes no number', async () => {
    const canary = new Canary({ machine: 'here' });
    const watched = await underCanary(canary, () => scan(toyScan({ run })));
    expect(watched).toEqual(await scan(toyScan({ run })));
    expect(canary.records).toEqual([
      expect.objectContaining({ outcome: 'held', engine: 'cpu', replicas: 3, outputs: 5 }),
    ]);
  });

  it.each([
    ['state', (state: NdRecord) => void (state['w']!.values[5]! += 0.01), "state 'w'"],
    ['count', (state: NdRecord) => void (state['count']!.values[2]! += 1), "state 'count'"],
    ['metric', (_: NdRecord, metrics: NdRecord) => void metrics['norm']!.values.fill(NaN), "metric 'norm'"],
    ['first replica', (state: NdRecord) => void state['w']!.values.fill(9), "state 'w'"],
  ])('catches a wrong %s, and names the output, the place and a way out', async (_, spoil, output) => {
    const canary = new Canary({ machine: 'here' });
    const program = canary.watched(await spoilt(spoil), toyStep, specs);
    const failed = await program.run(...given).catch((error: unknown) => error);
    expect(failed).toMatchObject({ name: 'CanaryError' });
    expect((failed as Error).message).toContain(output);
    expect((failed as Error).message).toMatch(/toy\.ts.*should be .*the difference of .*CLAIMCHECK_NATIVE=0/);
    expect(canary.records).toEqual([]);
    await expect(program.run(...given)).rejects.toBe(failed);
  });

  it('holds a program once: what the store has is not held again', async () => {
    const store = memory();
    const first = new Canary({ machine: 'here', store });
    await first.watched(await spoilt(() => undefined), toyStep, specs).run(...given);
    const again = new Canary({ machine: 'here', store });
    const wrong = await spoilt((state) => void state['w']!.values.fill(9));
    await again.watched(wrong, toyStep, specs).run(...given);
    expect(again.records).toEqual(first.records);
    const elsewhere = new Canary({ machine: 'another', store });
    await expect(elsewhere.watched(wrong, toyStep, specs).run(...given)).rejects.toMatchObject({
      name: 'CanaryError',
    });
    expect(store.keys).toHaveLength(1);
  });

  it('agrees where both give what is not a number', async () => {
    const step: Step = ({ w }) => ({ state: { w: tf.log(tf.neg(tf.abs(w!))) }, metrics: {} });
    const canary = new Canary({ machine: 'here' });
    await underCanary(canary, () =>
      scan({ run, name: 'nan', step, state: { w: ndarray([1, 2, 3], [3]) }, steps: 3 }),
    );
    expect(canary.records).toEqual([expect.objectContaining({ outcome: 'held', share: 0 })]);
  });

  it('holds a step that is written for its number of replicas with all of them', async () => {
    const step: Step = ({ w }) => ({
      state: { w: tf.mul(w!, tf.tensor([0.5, 0.25, 0.125])) },
      metrics: { share: tf.mul(w!, 1 / 3) },
    });
    const canary = new Canary({ machine: 'here' });
    await underCanary(canary, () =>
      scan({ run, name: 'fixed', step, state: { w: ndarray([1.5, 2.5, 3.5], [3]) }, steps: 2 }),
    );
    expect(canary.records).toEqual([expect.objectContaining({ outcome: 'held', outputs: 2 })]);
  });

  it('allows what rounding makes of a step that is nothing but the sign of noise', async () => {
    const step: Step = ({ w }) => {
      const mean = tf.mean(w!, 1, true);
      const noise = tf.sum(tf.sub(w!, mean), 1, true);
      return { state: { w: tf.add(w!, tf.sign(noise)) }, metrics: {} };
    };
    const values = Array.from({ length: 3 * 101 }, (_, index) => Math.sin(index));
    const canary = new Canary({ machine: 'here' });
    await underCanary(canary, () =>
      scan({ run, name: 'signs', step, state: { w: ndarray(values, [3, 101]) }, steps: 1 }),
    );
    expect(canary.records).toEqual([expect.objectContaining({ outcome: 'held' })]);
  });

  it('holds against ONNX Runtime what the reference would take too long for', async () => {
    const canary = new Canary({ machine: 'here' });
    const large: Step = ({ w }) => ({ state: { w: tf.matMul(w!, w!) }, metrics: {} });
    const values = Float32Array.from({ length: 640_000 }, (_, index) => Math.sin(index));
    await underCanary(canary, () =>
      scan({ run, name: 'large', step: large, state: { w: ndarray(values, [800, 800]) }, steps: 1 }),
    );
    expect(canary.records).toEqual([
      expect.objectContaining({ outcome: 'held', beside: 'onnxruntime', outputs: 1 }),
    ]);
  });

  it('tells the programs that ran since it was last asked, and takes over what was seen before', async () => {
    const canary = new Canary({ machine: 'here' });
    await underCanary(canary, () => scan(toyScan({ run })));
    const recent = canary.takeRecent();
    expect(recent).toEqual(canary.records);
    expect(canary.takeRecent()).toEqual([]);
    await underCanary(canary, () => scan(toyScan({ run })));
    expect(canary.takeRecent()).toEqual(recent);
    const another = new Canary({ machine: 'here' });
    another.add(recent);
    expect(another.records).toEqual(recent);
  });

  it('has nothing to hold the reference against', async () => {
    const canary = new Canary({ machine: 'here' });
    await underCanary(canary, () => scan(toyScan()));
    expect(canary.records).toEqual([
      expect.objectContaining({ outcome: 'skipped', reason: 'the reference engine itself' }),
    ]);
  });
});

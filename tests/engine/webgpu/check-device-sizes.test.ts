import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { type Step, StepError, type StepSpecs } from '#engine';
import { planStep } from '../../../src/engine/plan/index.ts';
import { traceStep } from '../../../src/engine/trace/trace.ts';
import { checkDeviceSizes } from '../../../src/engine/webgpu/check-device-sizes.ts';
import { spec } from '../graphs.ts';

/** What most devices give: 2 GiB less 4 bytes. */
const limit = 2 ** 31 - 4;

/** Nothing is allocated: sizes are looked at before. */
function check(step: Step, specs: StepSpecs, mostBytes = limit): void {
  const traced = traceStep(step, specs);
  const { one, plan } = planStep(traced, { scratchBytes: () => 0 });
  checkDeviceSizes({ traced, one, plan, specs }, plan.arenaBytes, mostBytes);
}

const here = /check-device-sizes\.test\.ts:\d+/;
const step: Step = ({ w }, { x }, { d }) => ({
  state: { w: tf.add(w!, tf.sum(tf.mul(x!, d!), 1)) },
  metrics: { y: tf.mul(x!, 2) },
});
const specs = (replicas: number, width: number, dataWidth = width): StepSpecs => ({
  state: { w: spec([replicas]) },
  input: { x: spec([replicas, width]) },
  data: { d: spec([replicas, dataWidth]) },
});

describe('a step that needs larger buffers than the device has is refused', () => {
  it('with the largest value and its line, where one replica does not fit', () => {
    const large = () => check(step, specs(1, 2 ** 29));
    expect(large).toThrow(StepError);
    expect(large).toThrow(/^one replica of the step needs \d+\.\d\d GiB, and .* at most 2\.00 GiB; its largest value is float32\[1, 536870912\], of/); // prettier-ignore
    expect(large).toThrow(here);
  });

  it('by name, where an array of all replicas does not', () => {
    const grown = (state: number): StepSpecs => ({ ...specs(2 ** 14, 2), state: { w: spec([2 ** 14, state]), v: spec([2 ** 14]) } }); // prettier-ignore
    const own: Step = ({ w, v }, { x }) => ({ state: { w: tf.mul(w!, 2), v: tf.add(v!, tf.sum(x!, 1)) }, metrics: {} }); // prettier-ignore
    const state = () => check(own, { ...grown(2 ** 16), data: {} });
    expect(state).toThrow(/^the state of 16384 replicas takes 4\.00 GiB, 4\.00 GiB of them 'w', and .* 2\.00 GiB; used at /); // prettier-ignore
    expect(state).toThrow(here);
    const input = () => check(step, specs(2 ** 14, 2 ** 16));
    expect(input).toThrow(/^input: 'x' of 16384 replicas takes 4\.00 GiB, and/);
    expect(input).toThrow(here);
  });

  it('by name, for a data set of which only rows are looked up, and for metrics', () => {
    const rows: Step = (_, { i }, { d }) => ({ state: {}, metrics: { y: tf.gather(d!, i!) } });
    const table = { state: {}, input: { i: spec([4], 'int32') }, data: { d: spec([2 ** 20, 2 ** 10]) } } as const;
    expect(() => check(rows, table)).toThrow(/^data: 'd' .*takes 4\.00 GiB, and .*; used at .*check-device-sizes/);
    const wide: Step = (_, { x }) => ({ state: {}, metrics: { y: tf.tile(x!, [1, 4]) } });
    const metric = () => check(wide, { state: {}, input: { x: spec([4, 64]) }, data: {} }, 4096 - 1);
    expect(metric).toThrow(/^metrics: 'y' of 4 replicas .*check-device-sizes/);
  }); // prettier-ignore

  it('and one that fits is not', () => {
    expect(() => check(step, specs(2 ** 14, 2 ** 14))).not.toThrow();
  });
});

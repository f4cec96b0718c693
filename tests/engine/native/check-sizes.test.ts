import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { type Step, StepError, type StepSpecs } from '#engine';
import { compileNative } from '../../../src/engine/native/index.ts';
import { traceStep } from '../../../src/engine/trace/trace.ts';
import { spec } from '../graphs.ts';

const step: Step = ({ w }, { x }) => ({ state: { w: tf.add(w!, tf.sum(x!)) }, metrics: {} });
const compiled = (specs: StepSpecs) => () =>
  compileNative(traceStep(step, specs), specs, { engine: 'cpu', threads: 1 });

// Nothing is allocated for these: sizes are looked at before.
describe('a step that needs more memory than machine code reaches is refused', () => {
  it('with the largest value and its line, for a large state', () => {
    const specs: StepSpecs = { state: { w: spec([1, 2 ** 29]) }, input: { x: spec([1, 2]) }, data: {} };
    expect(compiled(specs)).toThrow(StepError);
    expect(compiled(specs)).toThrow(
      /^one replica of the step needs \d\.\d\d GiB.* float32\[1, 536870912\].*; called at/,
    );
  });

  it('by name, for inputs of many replicas', () => {
    const specs: StepSpecs = {
      state: { w: spec([2 ** 16]) },
      input: { x: spec([2 ** 16, 2 ** 14]) },
      data: {},
    };
    const own: Step = ({ w }, { x }) => ({ state: { w: tf.add(w!, tf.sum(x!, 1)) }, metrics: {} });
    const many = () => compileNative(traceStep(own, specs), specs, { engine: 'cpu', threads: 1 });
    expect(many).toThrow(/^'x' has 4\.00 GiB in each step/);
  });
});

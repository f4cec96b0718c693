import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { StepError } from '#engine';
import { checkModelSizes } from '../../../src/engine/onnx/check-model-sizes.ts';
import { compileOnnx } from '../../../src/engine/onnx/program.ts';
import { spec, traced } from '../graphs.ts';

const here = /check-model-sizes\.test\.ts:\d+/;

// Nothing is allocated for these: sizes are looked at before.
describe('a step that is too large for a model is refused before anything runs', () => {
  it('with the line, where an array that it is given has more elements than are counted', async () => {
    const input = { x: spec([2 ** 16, 2 ** 15]) };
    const graph = traced(({ x }) => ({ y: tf.sum(x!) }), input);
    const compiled = compileOnnx(graph, { state: {}, input, data: {} }, { engine: 'cpu', threads: 1 });
    await expect(compiled).rejects.toThrow(StepError);
    await expect(compiled).rejects.toThrow(/^float32\[65536, 32768\] has 2147483648 elements, .*; input 'x', used at /); // prettier-ignore
    await expect(compiled).rejects.toThrow(here);
  });

  it('with the op and its line, where a value has', () => {
    const graph = traced(({ x }) => ({ y: tf.sum(tf.exp(tf.matMul(x!, x!, false, true))) }), { x: spec([2 ** 16, 1]) }); // prettier-ignore
    expect(() => checkModelSizes(graph)).toThrow(/has 4294967296 elements, .*; of BatchMatMul; called at /);
    expect(() => checkModelSizes(graph)).toThrow(here);
  });

  it('with the line of the largest, where constants take more bytes than a model may have', () => {
    const graph = traced(({ x }) => ({ y: tf.add(tf.mul(x!, tf.range(0, 300)), tf.range(1, 2, 1 / 300)) }), { x: spec([300]) }); // prettier-ignore
    expect(() => checkModelSizes(graph, 2399)).toThrow(/^the constants of the step take .*; the largest is float32\[300\]; used at /); // prettier-ignore
    expect(() => checkModelSizes(graph, 2399)).toThrow(here);
    expect(() => checkModelSizes(graph, 2400)).not.toThrow();
  });
});

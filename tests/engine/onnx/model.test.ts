import * as tf from '@tensorflow/tfjs-core';
import { BinaryReader } from '@bufbuild/protobuf/wire';
import { describe, expect, it } from 'vitest';
import type { SpecRecord } from '#core';
import { type Step, UnsupportedKernelError } from '#engine';
import { buildScanModel, type ScanModel } from '../../../src/engine/onnx/model.ts';
import { optimize } from '../../../src/engine/passes/optimize.ts';
import { traceStep } from '../../../src/engine/trace/trace.ts';
import { graphOf, node, placeholder, spec } from '../graphs.ts';

const specs = {
  state: { w: spec([3]), fixed: spec([3]), unread: spec([2]) },
  input: { x: spec([3]), ignored: spec([]) },
  data: { table: spec([4, 3]), unused: spec([]) } satisfies SpecRecord,
};

function modelOf(step: Step): ScanModel {
  return buildScanModel(optimize(traceStep(step, specs)));
}

/** Op types of the model's nodes, by the graph that they stand in: around the Scan, and inside. */
function opsOf({ bytes }: ScanModel): { run: string[]; step: string[] } {
  const found: { run: string[]; step: string[] } = { run: [], step: [] };
  // Node names are `<graph>/<index>:<op>`, and no other text in a model looks like that.
  for (const [, graph, op] of new TextDecoder('latin1')
    .decode(bytes)
    .matchAll(/(run|step)\/\d+:([A-Za-z]+)/g)) {
    found[graph as 'run' | 'step'].push(op!);
  }
  return found;
}

describe('the model around a step', () => {
  const model = modelOf(({ w, fixed, unread }, { x }, { table }) => {
    const scale = tf.exp(tf.sum(tf.mul(table!, fixed!), 0));
    return {
      state: { w: tf.add(w!, tf.mul(scale, x!)), fixed: fixed!, unread: unread! },
      metrics: { norm: tf.sum(tf.square(w!)), scale },
    };
  });

  it('wants what the step reads, and carries what it changes', () => {
    expect(model.reads).toEqual({ state: ['w', 'fixed'], input: ['x'], data: ['table'] });
    expect(model.carried).toEqual(['w']);
    expect(model.metrics).toEqual(['norm', 'scale']);
  });

  it('computes once what no step changes, in front of the Scan', () => {
    const { run, step } = opsOf(model);
    expect(run).toEqual(expect.arrayContaining(['Mul', 'ReduceSum', 'Exp', 'Scan']));
    expect(step).not.toContain('Exp');
    expect(step.toSorted()).toEqual(['Add', 'Identity', 'Mul', 'Mul', 'ReduceSum', 'Reshape'].toSorted());
  });

  it('counts the steps of a step without inputs by a clock', () => {
    const clocked = modelOf(({ w, fixed, unread }) => ({
      state: { w: tf.neg(w!), fixed: fixed!, unread: unread! },
      metrics: {},
    }));
    expect(clocked.reads.input).toEqual([]);
    expect(new TextDecoder('latin1').decode(clocked.bytes)).toContain('clock');
  });

  it('knows the line behind a node of the model', () => {
    expect(model.siteOf('step/0')).toMatch(/model\.test\.ts:\d+/);
    expect(model.siteOf('step/99')).toBeUndefined();
  });

  it('is one message from the first byte to the last', () => {
    const reader = new BinaryReader(model.bytes);
    while (reader.pos < reader.len) {
      const [, type] = reader.tag();
      reader.skip(type);
    }
    expect(reader.pos).toBe(model.bytes.length);
  });

  it('refuses a kernel that has no lowering, with its place', () => {
    const graph = graphOf(placeholder([2]), node('SearchSorted', [0, 0], [2]));
    expect(() => buildScanModel(graph)).toThrow(UnsupportedKernelError);
    expect(() => buildScanModel(graph)).toThrow(
      'the op SearchSorted(float32[2], float32[2]) is not supported; called at draft 1',
    );
  });
});

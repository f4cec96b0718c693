import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import * as ort from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { encodeModel, type OnnxGraphProto, type OnnxNodeProto } from '../../../src/engine/onnx/proto.ts';

/** A message as its fields, by number, undecoded. */
type Fields = Map<number, (number | string | Uint8Array)[]>;

function fieldsOf(bytes: Uint8Array): Fields {
  const reader = new BinaryReader(bytes);
  const fields: Fields = new Map();
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    const value =
      type === WireType.LengthDelimited
        ? reader.bytes()
        : type === WireType.Bit32
          ? reader.float()
          : Number(reader.int64());
    fields.set(field, [...(fields.get(field) ?? []), value]);
  }
  return fields;
}

const bytesAt = (fields: Fields, field: number, index = 0): Uint8Array =>
  fields.get(field)![index] as Uint8Array;
const messageAt = (fields: Fields, field: number, index = 0): Fields =>
  fieldsOf(bytesAt(fields, field, index));
const textAt = (fields: Fields, field: number, index = 0): string =>
  new TextDecoder().decode(bytesAt(fields, field, index));

const node = (
  opType: string,
  inputs: string[],
  output: string,
  attributes: OnnxNodeProto['attributes'] = {},
  domain = '',
): OnnxNodeProto => ({ opType, domain, inputs, outputs: [output], attributes });

function graph(parts: Partial<OnnxGraphProto>): OnnxGraphProto {
  return { name: 'main', nodes: [], initializers: [], inputs: [], outputs: [], ...parts };
}

describe('the bytes of a model', () => {
  const model = fieldsOf(
    encodeModel(
      graph({
        nodes: [node('FusedMatMul', ['a', 'b'], 'c', { transA: { kind: 'int', value: 1 } }, 'com.microsoft')],
        initializers: [{ name: 'b', type: 'int64', shape: [2, 1], bytes: new Uint8Array(16) }],
        inputs: [{ name: 'a', type: 'float32', shape: ['steps', 2] }],
      }),
    ),
  );
  const main = messageAt(model, 7);

  it('name their format: IR version 10, opset 21, and that of ONNX Runtime', () => {
    expect(model.get(1)).toEqual([10]);
    expect(textAt(model, 2)).toBe('claimcheck');
    const opsets = [0, 1].map((index) => messageAt(model, 8, index));
    expect(opsets.map((opset) => [textAt(opset, 1), opset.get(2)])).toEqual([
      ['', [21]],
      ['com.microsoft', [1]],
    ]);
  });

  it('hold a node as inputs 1, outputs 2, name 3, type 4, attributes 5, domain 7', () => {
    const first = messageAt(main, 1);
    expect([
      textAt(first, 1, 0),
      textAt(first, 1, 1),
      textAt(first, 2),
      textAt(first, 4),
      textAt(first, 7),
    ]).toEqual(['a', 'b', 'c', 'FusedMatMul', 'com.microsoft']);
    expect(textAt(first, 3)).toBe('main/0:FusedMatMul');
    const attribute = messageAt(first, 5);
    expect([textAt(attribute, 1), attribute.get(3), attribute.get(20)]).toEqual(['transA', [1], [2]]);
  });

  it('hold a tensor as dimensions 1, type 2, name 8, raw data 9', () => {
    const tensor = messageAt(main, 5);
    expect([tensor.get(1), tensor.get(2), textAt(tensor, 8), bytesAt(tensor, 9).length]).toEqual([
      [2, 1],
      [7],
      'b',
      16,
    ]);
  });

  it('hold an input with a dimension that is known later', () => {
    const value = messageAt(main, 11);
    const tensorType = messageAt(messageAt(value, 2), 1);
    const shape = messageAt(tensorType, 2);
    expect([textAt(value, 1), tensorType.get(1)]).toEqual(['a', [1]]);
    expect(textAt(messageAt(shape, 1, 0), 2)).toBe('steps');
    expect(messageAt(shape, 1, 1).get(1)).toEqual([2]);
  });
});

describe('ONNX Runtime', () => {
  it('reads every kind of attribute, negative numbers, empty shapes and a graph inside a graph', async () => {
    const body = graph({
      name: 'body',
      nodes: [
        node('LeakyRelu', ['row'], 'leaky', { alpha: { kind: 'float', value: 0.25 } }),
        node('Pad', ['leaky', 'pads'], 'padded', { mode: { kind: 'string', value: 'reflect' } }),
        node('Transpose', ['padded'], 'turned', { perm: { kind: 'ints', value: [0] } }),
        node('Gather', ['turned', 'last'], 'y', { axis: { kind: 'int', value: -1 } }),
      ],
      inputs: [{ name: 'row', type: 'float32', shape: [2] }],
      outputs: [{ name: 'y', type: 'float32', shape: [] }],
    });
    const bytes = encodeModel(
      graph({
        nodes: [
          node('Scan', ['x'], 'out', {
            body: { kind: 'graph', value: body },
            num_scan_inputs: { kind: 'int', value: 1 },
          }),
        ],
        initializers: [
          { name: 'pads', type: 'int64', shape: [2], bytes: new Uint8Array(BigInt64Array.of(0n, 1n).buffer) },
          { name: 'last', type: 'int32', shape: [], bytes: new Uint8Array(Int32Array.of(-1).buffer) },
        ],
        inputs: [{ name: 'x', type: 'float32', shape: ['steps', 2] }],
        outputs: [{ name: 'out', type: 'float32', shape: ['steps'] }],
      }),
    );
    const session = await ort.InferenceSession.create(bytes, { executionProviders: ['cpu'] });
    const x = new ort.Tensor('float32', Float32Array.of(1, 2, -4, 8), [2, 2]);
    const { out } = await session.run({ x });
    // Each row mirrored at its end: its last element is the first.
    expect(out!.data).toEqual(Float32Array.of(1, -1));
    await session.release();
  });
});

import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { DType } from '#core';

/** Field numbers and enums below are those of onnx.proto3 (IR version 10). */

export type OnnxType = DType | 'int64' | 'float64';

export const elementTypes: Readonly<Record<OnnxType, number>> = {
  float32: 1,
  int32: 6,
  int64: 7,
  bool: 9,
  float64: 11,
};

export type OnnxAttribute =
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'graph'; readonly value: OnnxGraphProto };

export interface OnnxNodeProto {
  readonly opType: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

export interface OnnxTensorProto {
  readonly name: string;
  readonly type: OnnxType;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

export interface OnnxValueInfo {
  readonly name: string;
  readonly type: OnnxType;
  /** A text is a dimension known only when the model runs. */
  readonly shape: readonly (number | string)[];
}

export interface OnnxGraphProto {
  readonly name: string;
  readonly nodes: readonly OnnxNodeProto[];
  readonly initializers: readonly OnnxTensorProto[];
  readonly inputs: readonly OnnxValueInfo[];
  readonly outputs: readonly OnnxValueInfo[];
}

const opsetVersion = 21;
const irVersion = 10;
const microsoftDomain = 'com.microsoft';

/** The bytes of an ONNX model with this main graph. */
export function encodeModel(graph: OnnxGraphProto): Uint8Array {
  const writer = new BinaryWriter();
  writer.tag(1, WireType.Varint).int64(irVersion);
  writer.tag(2, WireType.LengthDelimited).string('claimcheck');
  message(writer, 7, (inner) => writeGraph(inner, graph));
  for (const [domain, version] of [['', opsetVersion] as const, [microsoftDomain, 1] as const]) {
    message(writer, 8, (inner) => {
      inner.tag(1, WireType.LengthDelimited).string(domain);
      inner.tag(2, WireType.Varint).int64(version);
    });
  }
  return writer.finish();
}

function message(writer: BinaryWriter, field: number, body: (inner: BinaryWriter) => void): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  body(writer);
  writer.join();
}

function text(writer: BinaryWriter, field: number, value: string): void {
  writer.tag(field, WireType.LengthDelimited).string(value);
}

function integer(writer: BinaryWriter, field: number, value: number): void {
  writer.tag(field, WireType.Varint).int64(value);
}

function writeGraph(writer: BinaryWriter, graph: OnnxGraphProto): void {
  graph.nodes.forEach((node, index) =>
    message(writer, 1, (inner) => writeNode(inner, node, `${graph.name}/${index}`)),
  );
  text(writer, 2, graph.name);
  for (const tensor of graph.initializers) message(writer, 5, (inner) => writeTensor(inner, tensor));
  for (const value of graph.inputs) message(writer, 11, (inner) => writeValueInfo(inner, value));
  for (const value of graph.outputs) message(writer, 12, (inner) => writeValueInfo(inner, value));
}

function writeNode(writer: BinaryWriter, node: OnnxNodeProto, name: string): void {
  for (const input of node.inputs) text(writer, 1, input);
  for (const output of node.outputs) text(writer, 2, output);
  text(writer, 3, `${name}:${node.opType}`);
  text(writer, 4, node.opType);
  for (const [attribute, value] of Object.entries(node.attributes)) {
    message(writer, 5, (inner) => writeAttribute(inner, attribute, value));
  }
  if (node.domain !== '') text(writer, 7, node.domain);
}

function writeAttribute(writer: BinaryWriter, name: string, attribute: OnnxAttribute): void {
  text(writer, 1, name);
  switch (attribute.kind) {
    case 'float':
      writer.tag(2, WireType.Bit32).float(attribute.value);
      integer(writer, 20, 1);
      break;
    case 'int':
      integer(writer, 3, attribute.value);
      integer(writer, 20, 2);
      break;
    case 'string':
      writer.tag(4, WireType.LengthDelimited).bytes(new TextEncoder().encode(attribute.value));
      integer(writer, 20, 3);
      break;
    case 'graph':
      message(writer, 6, (inner) => writeGraph(inner, attribute.value));
      integer(writer, 20, 5);
      break;
    case 'ints':
      for (const value of attribute.value) integer(writer, 8, value);
      integer(writer, 20, 7);
      break;
  }
}

function writeTensor(writer: BinaryWriter, tensor: OnnxTensorProto): void {
  for (const extent of tensor.shape) integer(writer, 1, extent);
  integer(writer, 2, elementTypes[tensor.type]);
  text(writer, 8, tensor.name);
  writer.tag(9, WireType.LengthDelimited).bytes(tensor.bytes);
}

function writeValueInfo(writer: BinaryWriter, value: OnnxValueInfo): void {
  text(writer, 1, value.name);
  message(writer, 2, (type) =>
    message(type, 1, (tensor) => {
      integer(tensor, 1, elementTypes[value.type]);
      message(tensor, 2, (shape) => {
        for (const extent of value.shape) {
          message(shape, 1, (dim) => {
            if (typeof extent === 'number') integer(dim, 1, extent);
            else text(dim, 2, extent);
          });
        }
      });
    }),
  );
}

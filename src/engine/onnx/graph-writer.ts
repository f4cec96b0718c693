import { hashOf, sha256, type DType } from '#core';
import type {
  OnnxAttribute,
  OnnxGraphProto,
  OnnxNodeProto,
  OnnxTensorProto,
  OnnxValueInfo,
} from './proto.ts';

/** Names of all values of a model: a subgraph sees the names of the graph around it, so none may repeat. */
export class NameSource {
  private count = 0;

  next(prefix: string): string {
    return `${prefix}_${this.count++}`;
  }
}

/** Element types of constants: those of tensors, and that of dimensions and axes. */
export type ConstantType = DType | 'int64';

export interface OpOptions {
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
  readonly domain?: string;
  /** The name of the output; a fresh one when absent. */
  readonly output?: string;
}

/** One ONNX graph under construction. */
export class GraphWriter {
  private readonly nodes: OnnxNodeProto[] = [];
  private readonly initializers = new Map<string, OnnxTensorProto>();
  private readonly inputs: OnnxValueInfo[] = [];
  private readonly outputs: OnnxValueInfo[] = [];

  constructor(
    readonly name: string,
    private readonly names: NameSource,
  ) {}

  /** Number of nodes so far: the place of the next one in the graph, by which ONNX Runtime's errors name it. */
  get size(): number {
    return this.nodes.length;
  }

  /** Adds a node with one output and returns the output's name. */
  op(opType: string, inputs: readonly string[], options: OpOptions = {}): string {
    const output = options.output ?? this.names.next(opType);
    this.nodes.push({
      opType,
      domain: options.domain ?? '',
      inputs,
      outputs: [output],
      attributes: options.attributes ?? {},
    });
    return output;
  }

  /** Adds a node with the given outputs. */
  multi(
    opType: string,
    inputs: readonly string[],
    outputs: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute>>,
  ): void {
    this.nodes.push({ opType, domain: '', inputs, outputs, attributes });
  }

  input(value: OnnxValueInfo): void {
    this.inputs.push(value);
  }

  output(value: OnnxValueInfo): void {
    this.outputs.push(value);
  }

  /** A constant; equal constants of this graph are stored once. */
  constant(type: ConstantType, shape: readonly number[], values: ArrayLike<number>): string {
    const bytes = encodeValues(type, values);
    const key = hashOf([type, shape, sha256(bytes)]);
    const existing = this.initializers.get(key);
    if (existing) return existing.name;
    const name = this.names.next('const');
    this.initializers.set(key, { name, type, shape, bytes });
    return name;
  }

  /** A list of dimensions or axes, as ONNX wants them. */
  int64s(values: readonly number[]): string {
    return this.constant('int64', [values.length], values);
  }

  scalar(type: DType, value: number): string {
    return this.constant(type, [], [value]);
  }

  build(): OnnxGraphProto {
    return {
      name: this.name,
      nodes: this.nodes,
      initializers: [...this.initializers.values()],
      inputs: this.inputs,
      outputs: this.outputs,
    };
  }
}

function encodeValues(type: ConstantType, values: ArrayLike<number>): Uint8Array {
  switch (type) {
    case 'bool':
      return Uint8Array.from(values);
    case 'float32':
      return new Uint8Array(Float32Array.from(values).buffer);
    case 'int32':
      return new Uint8Array(Int32Array.from(values).buffer);
    case 'int64':
      return new Uint8Array(BigInt64Array.from(Array.from(values, BigInt)).buffer);
  }
}

export const attribute = {
  int: (value: number): OnnxAttribute => ({ kind: 'int', value }),
  float: (value: number): OnnxAttribute => ({ kind: 'float', value }),
  string: (value: string): OnnxAttribute => ({ kind: 'string', value }),
  ints: (value: readonly number[]): OnnxAttribute => ({ kind: 'ints', value }),
  graph: (value: OnnxGraphProto): OnnxAttribute => ({ kind: 'graph', value }),
};

import type * as tf from '@tensorflow/tfjs-core';
import { allocate, convertValues, type DType, sizeOf, type TypedValues } from '#core';
import { StepError, UnsupportedKernelError } from '../errors.ts';
import { violationOf } from '../verify/index.ts';
import {
  type Attributes,
  describe,
  type GraphNode,
  type PlaceholderGroup,
  type ValueId,
} from '../graph/graph.ts';
import { captureSite } from './site.ts';

export type Traced = tf.TensorInfo;

/** A kernel that cannot be recorded: its shapes, types or attributes do not fit. */
export class Violation extends Error {
  constructor(
    readonly kernel: string,
    readonly problem: string,
  ) {
    super(`${kernel} ${problem}`);
  }
}

/** Collects the kernels of one trace. */
export class Recorder {
  readonly nodes: GraphNode[] = [];
  private readonly ids = new WeakMap<tf.DataId, ValueId>();

  /** @param outside values of a tensor that was made before the trace; undefined when it has none */
  constructor(private readonly outside: (dataId: tf.DataId) => TypedValues | undefined = () => undefined) {}

  /** @throws Violation when the kernel's rule does not hold */
  emit(
    kernel: string,
    inputs: readonly Traced[],
    attrs: Attributes,
    shape: readonly number[],
    dtype: DType,
  ): Traced {
    const ids = inputs.map((input) => this.idOf(input));
    const operands = ids.map((id) => this.nodes[id]!);
    const problem = violationOf({ kernel, attrs, shape, dtype }, operands);
    if (problem !== undefined) throw new Violation(kernel, problem);
    const id = this.nodes.length;
    this.nodes.push({ id, kernel, inputs: ids, attrs, shape: [...shape], dtype, site: captureSite() });
    const dataId = {};
    this.ids.set(dataId, id);
    return { dataId, shape: [...shape], dtype };
  }

  placeholder(group: PlaceholderGroup, name: string, shape: readonly number[], dtype: DType): Traced {
    return this.emit('Placeholder', [], { group, name }, shape, dtype);
  }

  /** A constant whose elements are all `value`, as the element type holds it. */
  fill(value: number, shape: readonly number[], dtype: DType): Traced {
    const held = allocate(dtype, 1);
    held[0] = value;
    return this.emit('Fill', [], { value: held[0] }, shape, dtype);
  }

  /**
   * Values known while tracing, converted to the element type; stored as one number when all elements are equal. The
   * only way in for constants: TF.js's plain backend keeps values in buffers of other classes than the type's.
   */
  constant(given: ArrayLike<number>, shape: readonly number[], dtype: DType): Traced {
    const values = convertValues(given, dtype);
    const first = values[0];
    const uniform = first !== undefined && values.every((value) => Object.is(value, first));
    return uniform ? this.fill(first, shape, dtype) : this.emit('Const', [], { values }, shape, dtype);
  }

  /** The values of a constant, or undefined when they depend on a placeholder. */
  constantValues(info: Traced): TypedValues | undefined {
    const node = this.nodes[this.idOf(info)]!;
    if (node.kernel === 'Const') return node.attrs['values'] as TypedValues;
    if (node.kernel !== 'Fill') return undefined;
    return allocate(node.dtype, sizeOf(node.shape)).fill(node.attrs['value'] as number);
  }

  unsupported(kernel: string, inputs: readonly Traced[], why?: string): UnsupportedKernelError {
    const shapes = inputs.map((input) => describe({ dtype: input.dtype, shape: input.shape }));
    return new UnsupportedKernelError(kernel, shapes, captureSite()(), why);
  }

  /** Whether this trace made the tensor. */
  knows(dataId: tf.DataId): boolean {
    return this.ids.has(dataId);
  }

  /** The value that a tensor is in the graph; one made outside the step becomes a constant. */
  idOf(info: Traced): ValueId {
    const known = this.ids.get(info.dataId);
    if (known !== undefined) return known;
    const values = this.outside(info.dataId);
    if (!values) {
      throw new StepError(
        `the step uses a tensor that is disposed or comes from an earlier call of the step, at ${captureSite()()}`,
        'hand tensors from step to step through the state, not through variables around the step',
      );
    }
    const constant = this.constant(values, info.shape, info.dtype as DType);
    const id = this.ids.get(constant.dataId)!;
    this.ids.set(info.dataId, id);
    return id;
  }
}

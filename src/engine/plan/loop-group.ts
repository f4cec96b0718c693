import { ExpressionBuilder, type Value } from './expressions/expression.ts';
import type { MapKernel, ReduceKernel, Reduction } from './kernels.ts';
import type { Offsets, Phase, PlanKernel, Source } from './plan-kernel.ts';
import { commonExtents, type Dim, flatten, stridesOver, type TensorId, type View } from './view.ts';

interface Input {
  readonly tensor: TensorId;
  readonly offset: number;
  readonly dims: readonly Dim[];
}

interface Output extends Input {
  readonly value: Value;
  readonly reduction?: Reduction;
  readonly scale?: number;
  readonly integer?: boolean;
}

/** Axes of an iteration space that a group of reductions sums over. */
export interface ReducedSpace {
  readonly shape: readonly number[];
  readonly axes: readonly number[];
}

const largest = { inputs: 12, operations: 96, outputs: 8 };

/**
 * A map or reduce kernel that grows by loop fusion while the graph is walked: values of one iteration space in one
 * loop.
 */
export class LoopGroup implements PlanKernel {
  readonly sources: Source[];
  readonly builder = new ExpressionBuilder();
  /** Graph values that this loop computes, by node, as values of its expression. */
  readonly values = new Map<number, Value>();
  private readonly inputs: Input[] = [];
  private readonly outputs: Output[] = [];

  constructor(
    source: Source,
    readonly phase: Phase,
    readonly size: number,
    readonly reduced?: ReducedSpace,
  ) {
    this.sources = [source];
  }

  get reads(): readonly TensorId[] {
    return this.inputs.map(({ tensor }) => tensor);
  }

  get writes(): readonly TensorId[] {
    return this.outputs.map(({ tensor }) => tensor);
  }

  /** A load of a view over the whole iteration space; one input for all loads of the same view. */
  load(view: View): Value {
    const dims = flatten(view.axes);
    const key = JSON.stringify(dims);
    const same = this.inputs.findIndex(
      ({ tensor, offset, dims: own }) =>
        tensor === view.tensor && offset === view.offset && JSON.stringify(own) === key,
    );
    if (same >= 0) return this.builder.load(same);
    this.inputs.push({ tensor: view.tensor, offset: view.offset, dims });
    return this.builder.load(this.inputs.length - 1);
  }

  store(value: Value, view: View): void {
    this.outputs.push({ value, tensor: view.tensor, offset: view.offset, dims: flatten(view.axes) });
  }

  reduce(value: Value, view: View, reduction: Reduction, integer: boolean, scale?: number): void {
    const dims = flatten(view.axes);
    this.outputs.push({
      value,
      tensor: view.tensor,
      offset: view.offset,
      dims,
      reduction,
      integer,
      ...(scale !== undefined && { scale }),
    });
  }

  /** Whether inputs and outputs can be added: they must fit the iteration space, and the limits of a loop. */
  accepts(views: readonly View[], outputs: readonly View[]): boolean {
    if (this.inputs.length + views.length > largest.inputs) return false;
    if (this.builder.operations.length > largest.operations) return false;
    if (this.outputs.length + outputs.length > largest.outputs) return false;
    const added = [...views, ...outputs].map(({ axes }) => flatten(axes));
    return commonExtents([...this.allDims(), ...added]) !== undefined;
  }

  /** Whether `next` may alias `state`: this loop reads and writes them element by element, both contiguous. */
  updatesInPlace(state: TensorId, next: TensorId, elements: number): boolean {
    const isRow = ({ offset, dims }: Input): boolean =>
      offset === 0 && dims.every(({ stride }) => stride === 1) && dims.length <= 1;
    if (this.reduced || this.size !== elements) return false;
    const touched = [
      ...this.inputs.filter(({ tensor }) => tensor === state),
      ...this.outputs.filter(({ tensor }) => tensor === next),
    ];
    return touched.every(isRow);
  }

  resolve({ bytesOf }: Offsets): MapKernel | ReduceKernel {
    const shape = commonExtents(this.allDims());
    if (!shape)
      throw new Error(`loop ${this.sources[0]!.kernel}: inputs of shapes that do not divide each other`);
    const place = ({ tensor, offset, dims }: Input) => ({
      offset: bytesOf(tensor) + offset * 4,
      strides: stridesOver(dims, shape),
    });
    const inputs = this.inputs.map(place);
    const { operations } = this.builder;
    if (!this.reduced) {
      const outputs = this.outputs.map((output) => ({ value: output.value, to: place(output) }));
      return { kind: 'map', shape, inputs, operations, outputs };
    }
    const outputs = this.outputs.map((output) => ({
      value: output.value,
      to: place(output),
      reduction: output.reduction!,
      integer: output.integer === true,
      ...(output.scale !== undefined && { scale: output.scale }),
    }));
    return {
      kind: 'reduce',
      shape,
      reduced: reducedFlags(this.reduced, shape),
      inputs,
      operations,
      outputs,
    };
  }

  private allDims(): (readonly Dim[])[] {
    const own = this.reduced?.shape.filter((extent) => extent > 1).map((extent) => ({ extent, stride: 0 }));
    return [
      [{ extent: this.size, stride: 1 }],
      ...(own ? [own] : []),
      ...[...this.inputs, ...this.outputs].map(({ dims }) => dims),
    ];
  }
}

/** Which of the finer `extents` belong to reduced axes. */
function reducedFlags({ shape, axes }: ReducedSpace, extents: readonly number[]): boolean[] {
  const flags: boolean[] = extents.map(() => false);
  let axis = shape.length - 1;
  let inside = 1;
  for (let index = extents.length - 1; index >= 0; index--) {
    while (inside === shape[axis]) {
      axis--;
      inside = 1;
    }
    flags[index] = axes.includes(axis);
    inside *= extents[index]!;
  }
  return flags;
}

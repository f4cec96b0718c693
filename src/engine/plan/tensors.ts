import type { TypedValues } from '#core';
import { contiguous, type TensorId, type View } from './view.ts';

/** What a tensor holds when a run starts: the same bits everywhere, or a constant's values. */
export type InitialValues = { readonly fill: number } | { readonly values: TypedValues };

export interface Tensor {
  readonly elements: number;
  /** Kept from step to step: never shares its memory. */
  readonly persistent: boolean;
  readonly initial?: InitialValues;
}

/** The tensors of a plan. */
export class Tensors {
  private readonly list: Tensor[] = [];

  get all(): readonly Tensor[] {
    return this.list;
  }

  add(elements: number, persistent = false, initial?: InitialValues): TensorId {
    this.list.push({ elements, persistent, ...(initial && { initial }) });
    return this.list.length - 1;
  }

  /** A new tensor of a shape. */
  allocate(shape: readonly number[], persistent = false, initial?: InitialValues): View {
    return contiguous(
      this.add(
        shape.reduce((a, b) => a * b, 1),
        persistent,
        initial,
      ),
      shape,
    );
  }
}

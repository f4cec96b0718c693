import type { DType, TypedValues } from '#core';

export type ValueId = number;

type Attribute = number | boolean | string | readonly number[] | TypedValues | undefined;
export type Attributes = Readonly<Record<string, Attribute>>;

/**
 * One recorded kernel with one output. `kernel` is TF.js's kernel name, or one of ours:
 * `Placeholder` (attrs group, name), `Const` (attrs values), `Fill` (attrs value: every element is it), `BroadcastTo`,
 * `Windows` and `FoldWindows` (see windows.ts).
 */
export interface GraphNode {
  readonly id: ValueId;
  readonly kernel: string;
  readonly inputs: readonly ValueId[];
  readonly attrs: Attributes;
  readonly shape: readonly number[];
  readonly dtype: DType;
  /** Where in the step the op was called, nearest frame first. */
  readonly site: () => string;
}

export type PlaceholderGroup = 'state' | 'input' | 'data';

/** A step as kernels in the order in which they can run. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  /** Which value is the next state, and which is a metric, by name. */
  readonly state: Readonly<Record<string, ValueId>>;
  readonly metrics: Readonly<Record<string, ValueId>>;
}

/** `float32[8, 64]`, for messages. */
export function describe(value: { readonly dtype: string; readonly shape: readonly number[] }): string {
  return `${value.dtype}[${value.shape.join(', ')}]`;
}

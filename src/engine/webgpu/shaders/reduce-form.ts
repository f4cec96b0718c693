import { type Axis, nestOf, reach } from '../../plan/loop-axes.ts';
import type { ReduceKernel } from '../../plan/kernels.ts';
import { product } from './source.ts';

/**
 * How a reduction is parallelized. It depends on the shape alone, so that results do not depend on the number of
 * replicas.
 */
export interface ReduceForm {
  /** From the outermost to the innermost. */
  readonly kept: readonly Axis[];
  readonly reduced: readonly Axis[];
  /** Results per workgroup, neighbours in memory, and invocations that share the terms of each. */
  readonly columns: number;
  readonly parts: number;
  /** Workgroups that share the terms of each result; a second stage combines their partial results. */
  readonly splits: number;
}

/** Up to so many terms one invocation computes a result; several invocations have at least so many terms each. */
const fewReduced = 128;
const leastTerms = 8;
/** Results from which on one invocation per result makes for full occupancy. */
const manyKept = 2 ** 14;
const workgroup = 256;
const widest = 32;
/** From so many terms per invocation on, workgroups share them, unless there are so many workgroups anyway. */
const manyTerms = 64;
const manyGroups = 64;
const mostSplits = 32;

export function reduceForm({ shape, reduced: isReduced, inputs, outputs }: ReduceKernel): ReduceForm {
  const places = outputs.map(({ to }) => ({
    ...to,
    strides: to.strides.map((stride, axis) => (isReduced[axis] ? 0 : stride)),
  }));
  const { axes } = nestOf(shape, [...inputs, ...places], isReduced);
  const ordered = axes.toSorted((a, b) => reach(b) - reach(a));
  const [kept, reduced] = [ordered.filter((axis) => !axis.reduced), ordered.filter((axis) => axis.reduced)];
  const [points, terms] = [kept, reduced].map((list) => product(list.map(({ extent }) => extent))) as [
    number,
    number,
  ];
  if (terms <= fewReduced || points >= manyKept) {
    return { kept, reduced, columns: points <= 64 ? 64 : workgroup, parts: 1, splits: 1 };
  }
  const columns = columnsOf(kept, reduced, inputs.length);
  const parts = Math.min(workgroup / columns, powerBelow(terms / leastTerms));
  const groups = Math.ceil(points / columns);
  const wanted = Math.ceil(terms / (parts * manyTerms));
  const splits = groups >= manyGroups ? 1 : Math.min(wanted, mostSplits);
  return { kept, reduced, columns, parts, splits };
}

/**
 * Results per workgroup: several if that makes for coalesced loads, because inputs are contiguous along a kept axis.
 */
function columnsOf(kept: readonly Axis[], reduced: readonly Axis[], inputs: number): number {
  const contiguous = (axis: Axis | undefined): number =>
    axis ? axis.strides.slice(0, inputs).filter((stride) => Math.abs(stride) === 1).length : 0;
  const inner = kept.at(-1);
  if (!inner || contiguous(inner) <= contiguous(reduced.at(-1))) return 1;
  return Math.min(widest, powerAbove(inner.extent));
}

function powerAbove(count: number): number {
  return 2 ** Math.ceil(Math.log2(count));
}

function powerBelow(count: number): number {
  return 2 ** Math.floor(Math.log2(count));
}

import type { Kernel } from '../../plan/index.ts';
import { emitAxis } from './axis.ts';
import { emitGather } from './gather.ts';
import { emitMap } from './map.ts';
import type { Emitted } from './piece.ts';
import { emitProduct } from './product.ts';
import type { Crowd } from './product-tile.ts';
import { emitReduce } from './reduce.ts';
import { emitSegmentSum } from './segment-sum.ts';

export interface KernelSetting {
  /** Byte offset in the arena of the space behind the plan's. */
  readonly scratch: number;
  /** Whether each replica has its own data set behind a pointer of the plan. */
  readonly ownTable: (pointer: number) => boolean;
  /** How many replicas run, and what keeps the device busy. Default: many. */
  readonly crowd?: Crowd;
}

/** The pieces of shaders that do what one kernel of the plan says, for every replica. */
export function emitKernel(kernel: Kernel, { scratch, ownTable, crowd }: KernelSetting): Emitted {
  switch (kernel.kind) {
    case 'map':
      return emitMap(kernel);
    case 'reduce':
      return emitReduce(kernel, scratch);
    case 'product':
      return emitProduct(kernel, scratch, crowd);
    case 'gather':
      return emitGather(kernel, 'pointer' in kernel.table && ownTable(kernel.table.pointer));
    case 'segment-sum':
      return emitSegmentSum(kernel);
    case 'arg-max':
    case 'arg-min':
    case 'cumsum':
      return emitAxis(kernel);
  }
}

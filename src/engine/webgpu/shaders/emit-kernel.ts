import type { Kernel } from '../../plan/index.ts';
import { emitAxis } from './axis.ts';
import { emitGather } from './gather.ts';
import { emitMap } from './map.ts';
import type { Emitted } from './shader-stage.ts';
import { emitProduct } from './product.ts';
import type { Occupancy } from './product-tile.ts';
import { emitReduce } from './reduce.ts';
import { emitSegmentSum } from './segment-sum.ts';

export interface KernelSetting {
  /** Byte offset of scratch space in the arena. */
  readonly scratch: number;
  /** Whether each replica has its own data set behind a pointer of the plan. */
  readonly ownTable: (pointer: number) => boolean;
  /** Occupancy. Default: full. */
  readonly occupancy?: Occupancy;
}

/** Lowers a kernel of the plan to shader stages. */
export function emitKernel(kernel: Kernel, { scratch, ownTable, occupancy }: KernelSetting): Emitted {
  switch (kernel.kind) {
    case 'map':
      return emitMap(kernel);
    case 'reduce':
      return emitReduce(kernel, scratch);
    case 'product':
      return emitProduct(kernel, scratch, occupancy);
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

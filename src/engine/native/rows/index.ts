export { emitAxis } from './axis.ts';
export { emitGather } from './gather.ts';
export { emitSegmentSum } from './segment-sum.ts';

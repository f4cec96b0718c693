export { emitMap } from './map.ts';
export { emitReduce } from './reduce.ts';

export { arithmeticFunctions, type Exactness } from './arithmetic.ts';
export { type Dispatch, type Emitted, paramWords } from './dispatch.ts';
export { emitKernel } from './emit-kernel.ts';
export { emitTransfer, type Copied, type Direction, type Region, type Transfer } from './transfer.ts';

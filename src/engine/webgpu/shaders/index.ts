export { arithmeticFunctions, type Exactness } from './arithmetic.ts';
export { type Dispatch, dispatchOf, fitsOneDispatch, groupCount, paramWords } from './dispatch.ts';
export { emitKernel, type KernelSetting } from './emit-kernel.ts';
export { conflict } from './memory-use.ts';
export type { ShaderStage } from './shader-stage.ts';
export { emitTransfer, type Direction, type Region, type TransferShader } from './transfer.ts';

export { compileNative } from './compile.ts';
export { NoMachineCodeError } from '../plan/index.ts';
export { nativeSupport, type NativeSupport } from './x64/index.ts';

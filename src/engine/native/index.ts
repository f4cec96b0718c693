export { compileNative } from './compile.ts';
export { nativeSupport, type NativeSupport } from './x64/index.ts';

export { compileNative } from './compile.ts';
export { nativeSupport } from './x64/index.ts';

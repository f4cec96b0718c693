export { findAdapter } from './adapter.ts';
export { compileInBatches } from './compile.ts';

export { findAdapter } from './adapter.ts';
export { compileInTiles } from './compile.ts';

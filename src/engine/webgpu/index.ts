export { adapterVariable, findAdapter } from './adapter.ts';
export { compileWebgpu } from './compile.ts';

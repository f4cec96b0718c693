export * from './arrays.ts';
export * from './errors.ts';
export * from './files.ts';
export * from './json.ts';
export * from './random.ts';
export * from './run.ts';
export * from './seeds.ts';

export * from './define-claim.ts';
export * from './define-invariant.ts';
export * from './evidence-schema.ts';
export * from './is-claim.ts';
export * from './judge.ts';
export * from './judge-options.ts';
export * from './summarize-suite.ts';
export * from './types.ts';

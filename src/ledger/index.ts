export * from './digest.ts';
export * from './evidence-files.ts';
export * from './fingerprint.ts';
export * from './ledger.ts';

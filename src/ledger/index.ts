export { withDigest, digestOf, storedDigest } from './digest.ts';
export { writeEvidence, readJsonFile } from './evidence-files.ts';
export { explainChange, combined, type Fingerprint } from './fingerprint.ts';
export { openLedger } from './ledger.ts';
export { pruneLedger, type Pruned } from './prune-ledger.ts';

export { discoverClaims, surveyClaims, type ClaimEntry } from './discover-claims.ts';
export { changedSince, type FileSignatures } from './file-signatures.ts';
export { KeptFiles } from './kept-files.ts';
export { keptSources, readKept } from './read-kept.ts';
export { selectClaims } from './select-claims.ts';
export { SuiteSources, type UsedSources } from './used-sources.ts';

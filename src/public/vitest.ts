export { claimsProject, type ClaimsOptions, type ExceedOptions, type Score } from '#vitest';

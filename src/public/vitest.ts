export { claimsProject, type ClaimsOptions } from '#vitest';

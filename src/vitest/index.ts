export { claimsProject } from './claims-project.ts';
/** @public */
export type { ClaimsOptions } from './claims-options.ts';

import './register-matchers.ts';

/** @public */
export { claimsProject } from './claims-project.ts';
/** @public */
export type { ClaimsOptions } from './claims-options.ts';
/** @public */
export type { ExceedOptions, Score } from './score-options.ts';

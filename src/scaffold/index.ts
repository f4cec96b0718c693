export { initProject } from './init-project.ts';
export { newClaim } from './new-claim.ts';

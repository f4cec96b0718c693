export { initProject, neededPackages } from './init-project.ts';
export { packageManagerOf } from './package-manager.ts';
export { newClaim } from './new-claim.ts';
export { readManifest } from './templates.ts';

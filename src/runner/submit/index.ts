export { kubernetesManifest } from './kubernetes-manifest.ts';
export { parseMemory } from './parse-memory.ts';
export { parseTimeLimit } from './parse-time-limit.ts';
export { shellWords } from './shell-words.ts';
export { slurmScripts, submitToSlurm } from './submit-to-slurm.ts';
export type { Submission } from './submission.ts';

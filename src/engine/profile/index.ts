export type { EngineProfile, KernelProfile, Work } from './engine-profile.ts';
export { groupKernels, type KernelGroup } from './group-kernels.ts';
export { type GroupSummary, type ProfileSummary, summarizeProfile } from './summarize-profile.ts';

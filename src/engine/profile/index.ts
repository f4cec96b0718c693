export type { EngineProfile } from './engine-profile.ts';
export { type GroupSummary, type ProfileSummary, summarizeProfile } from './summarize-profile.ts';

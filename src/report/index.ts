export * from './badge.ts';
export * from './claim-table.ts';
export * from './control-verdict.ts';
export * from './evidence-text.ts';
export * from './format.ts';
export * from './profile-text.ts';
export type * from './stored-evidence.ts';
export * from './verdict-picture.ts';
export * from './verdict-table.ts';

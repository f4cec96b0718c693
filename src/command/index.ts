export { command } from './command.ts';
export type { CommandOptions, Reading } from './command-options.ts';

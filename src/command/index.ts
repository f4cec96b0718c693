export { command } from './command.ts';
export type { CommandOptions } from './command-options.ts';
/** @public */
export type { Reading } from './command-options.ts';

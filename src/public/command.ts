export { command, type CommandOptions, type Reading } from '#command';

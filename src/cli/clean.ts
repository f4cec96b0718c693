import { defineCommand } from 'citty';
import { UserError } from '#core';
import { type Pruned, pruneLedger } from '#ledger';
import { descriptions } from './descriptions.ts';
import { checkArguments, ledgerFolder } from './options.ts';
import { print } from './terminal.ts';

const args = {
  days: {
    type: 'string',
    valueHint: 'n',
    default: '30',
    description: 'Remove what was not used for so many days; 0 for everything',
  },
  megabytes: {
    type: 'string',
    valueHint: 'n',
    description: 'Of the rest remove the longest unused until it is no more than this',
  },
  'dry-run': { type: 'boolean', description: 'Say what would be removed, and remove nothing' },
} as const;

const day = 24 * 60 * 60 * 1000;

export const clean = defineCommand({
  meta: { name: 'clean', description: descriptions.clean },
  args,
  run({ args: given }) {
    checkArguments(given, args);
    const unused = notNegative('--days', given.days) * day;
    const bytes =
      given.megabytes === undefined ? Infinity : notNegative('--megabytes', given.megabytes) * 1e6;
    const dry = given['dry-run'] ? 'dry' : undefined;
    print(clearedText(pruneLedger(ledgerFolder, { unused, bytes }, dry), dry));
    return 0;
  },
});

function notNegative(option: string, text: string): number {
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && Number.isFinite(value)) return value;
  throw new UserError(
    `${option} must be a number that is 0 or more, got "${text}"`,
    `write for instance ${option} 30`,
  );
}

function clearedText({ removed, removedBytes, kept, keptBytes }: Pruned, dry: 'dry' | undefined): string {
  const verb = dry ? 'would remove' : 'removed';
  return (
    `${verb} ${filesText(removed, removedBytes)} of trainings in ${ledgerFolder}, ` +
    `which would be trained again when asked for; ${dry ? 'would keep' : 'kept'} ${filesText(kept, keptBytes)}`
  );
}

function filesText(files: number, bytes: number): string {
  return `${files} ${files === 1 ? 'file' : 'files'} (${(bytes / 1e6).toFixed(1)} MB)`;
}

import { relative } from 'node:path';
import { defineCommand } from 'citty';
import { writeFileAtomic } from '#core';
import { descriptions } from './descriptions.ts';
import { checkArguments, claimsFolder, claimsOption, reportsOption } from './options.ts';
import { tellMisplaced } from './tell-misplaced.ts';
import { print, printError } from './terminal.ts';

const args = {
  check: { type: 'boolean', description: 'Write nothing; exit 1 when a table is not as it would be written' },
  ...reportsOption,
  ...claimsOption,
} as const;

export const tables = defineCommand({
  meta: { name: 'tables', description: descriptions.tables },
  args,
  async run({ args: given }) {
    checkArguments(given, args);
    const claims = claimsFolder(given.claims);
    const { claimTables } = await import('#runner');
    const pages = await claimTables({ claims, reports: given.reports });
    tellMisplaced(claims);
    const changed = pages.filter(({ text, wanted }) => text !== wanted);
    for (const { path, wanted } of changed) {
      const shown = relative('', path);
      if (given.check) printError(`error: ${shown}: the table of claims is not up to date`);
      else {
        writeFileAtomic(path, wanted);
        print(`${shown}: table of claims written`);
      }
    }
    if (given.check && changed.length > 0) printError('  write it: claimcheck tables');
    if (changed.length === 0) print('every table of claims is up to date');
    return given.check && changed.length > 0 ? 1 : 0;
  },
});

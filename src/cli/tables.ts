import { relative } from 'node:path';
import { defineCommand } from 'citty';
import { writeFileAtomic } from '#core';
import type { WrittenPage } from '#runner';
import { descriptions } from './descriptions.ts';
import { checkArguments, claimsFolder, claimsOption, reportsOption } from './options.ts';
import { tellMisplaced } from './tell-misplaced.ts';
import { print, printError } from './terminal.ts';

const args = {
  check: { type: 'boolean', description: 'Write nothing; exit 1 when a page is not as it would be written' },
  ...reportsOption,
  ...claimsOption,
} as const;

export const tables = defineCommand({
  meta: { name: 'tables', description: descriptions.tables },
  args,
  async run({ args: given }) {
    checkArguments(given, args);
    const claims = claimsFolder(given.claims);
    const { writtenPages } = await import('#runner');
    const pages = await writtenPages({ claims, reports: given.reports });
    tellMisplaced(claims);
    const changed = pages.filter(({ text, wanted }) => text !== wanted);
    for (const page of changed) {
      if (given.check) tellWrong(page);
      else {
        writeFileAtomic(page.path, page.wanted);
        tellWritten(page);
      }
    }
    if (given.check && changed.length > 0) printError('  write it: claimcheck tables');
    if (changed.length === 0) print('every table and number is up to date');
    return given.check && changed.length > 0 ? 1 : 0;
  },
});

function tellWrong({ path, tables, values }: WrittenPage): void {
  const shown = relative('', path);
  for (const table of tables) printError(`error: ${shown}: the ${table} is not up to date`);
  for (const { line, written, published, of } of values) {
    printError(`error: ${shown}:${line}: "${written}" is not what is published, "${published}" (${of})`);
  }
}

function tellWritten({ path, tables, values }: WrittenPage): void {
  const shown = relative('', path);
  for (const table of tables) print(`${shown}: ${table} written`);
  for (const { line, written, published, of } of values) {
    print(`${shown}:${line}: "${published}" written in place of "${written}" (${of})`);
  }
}

import { join } from 'node:path';
import { defineCommand } from 'citty';
import { printableParts } from '#core';
import type { ReadClaim } from '#runner';
import { keptSources, readKept, selectClaims, SuiteSources, surveyClaims, type ClaimEntry } from '#sources';
import { descriptions } from './descriptions.ts';
import { askedFolders, placeOptions } from './evidence-places.ts';
import { knownVerdicts } from './known-verdicts.ts';
import { listedClaim, listedText } from './listed-claim.ts';
import {
  checkArguments,
  claimsFolder,
  claimsOption,
  filterArgument,
  jsonOption,
  ledgerFolder,
  parseTier,
} from './options.ts';
import { print, printError, widthOf } from './terminal.ts';

const args = { ...filterArgument('list'), ...placeOptions, ...claimsOption, ...jsonOption };

export const list = defineCommand({
  meta: { name: 'list', description: descriptions.list },
  args,
  async run({ args: given }) {
    checkArguments(given, args, { many: true });
    const tier = given.tier === undefined ? undefined : parseTier(given.tier);
    const entries = selectClaims(surveyClaims(claimsFolder(given.claims)), given._);
    const suite = new SuiteSources(keptSources(ledgerFolder));
    const claims = await readKept(entries, { ledger: ledgerFolder, read, suite });
    const verdicts = await knownVerdicts(
      entries.map(({ id }) => id),
      { folders: askedFolders(given), tier, kept: join(ledgerFolder, 'verdicts.json'), suite },
    );
    const listed = claims.map((claim) => listedClaim(claim, verdicts.get(claim.entry.id)));
    if (given.json) print(JSON.stringify(listed, null, 2));
    else {
      // Where there is no terminal a statement is one line, for whoever searches them.
      const width = widthOf(process.stdout, Infinity);
      print(listed.map((one) => listedText(printableParts(one), { tier, width })).join('\n'));
    }
    const broken = listed.filter((one) => 'error' in one);
    for (const { error } of broken) printError(`error: ${error}`);
    return broken.length > 0 ? 2 : 0;
  },
});

/** Imports the claims, which most lists need not: what does that is loaded then. */
async function read(entries: readonly ClaimEntry[]): Promise<ReadClaim[]> {
  const { withReader } = await import('#runner');
  return withReader((reader) => reader.read(entries));
}

import { defineCommand } from 'citty';
import { UserError } from '#core';
import { plural } from '#report';
import { descriptions } from './descriptions.ts';
import { checkArguments, claimsFolder, claimsOption, ledgerFolder, outOption } from './options.ts';
import { print, printError } from './terminal.ts';

const args = {
  folder: {
    type: 'positional',
    required: true,
    description: 'Folders that shares of the claims were verified into',
  },
  ...outOption,
  ...claimsOption,
} as const;

export const merge = defineCommand({
  meta: { name: 'merge', description: descriptions.merge },
  args: { ...args, folder: { ...args.folder, required: false } },
  async run({ args: given }) {
    checkArguments(given, args, { many: true });
    const { _: folders, out } = given;
    if (folders.length === 0)
      throw new UserError('merge which folders?', 'write claimcheck merge DIR DIR ... --out DIR');
    const { mergeEvidence } = await import('#runner');
    const claims = claimsFolder(given.claims);
    const { ids, missing, unknown, summary } = await mergeEvidence({
      ...{ claims, folders, out },
      ledger: ledgerFolder,
    });
    const { supported, refuted, inconclusive } = summary.suite;
    print(
      `${out} holds ${plural(ids.length, 'claim')} at tier ${summary.tier}: ${supported} supported, ${refuted} refuted, ${inconclusive} inconclusive`,
    );
    const stale = summary.claims.filter((claim) => claim.stale).map(({ id }) => id);
    if (stale.length > 0) print(`stale, their sources have changed since: ${stale.join(', ')}`);
    if (unknown.length > 0) print(`left out, there are no such claims: ${unknown.join(', ')}`);
    if (missing.length > 0) printError(missingText(missing));
    return missing.length > 0 ? 1 : 0;
  },
});

/** Of many claims the first: as many are missing where only some were to be judged. */
function missingText(missing: readonly string[]): string {
  const most = 8;
  const more = missing.length > most ? ` and ${missing.length - most} more` : '';
  return `${plural(missing.length, 'claim')} missing, no folder has evidence of: ${missing.slice(0, most).join(', ')}${more}`;
}

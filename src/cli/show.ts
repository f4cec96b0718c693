import { defineCommand } from 'citty';
import { canonicalJson, UserError } from '#core';
import { withDigest } from '#ledger';
import { evidenceText } from '#report';
import { descriptions } from './descriptions.ts';
import { evidenceOf, type FoundEvidence } from './evidence-of.ts';
import { askedFolders, placeOptions } from './evidence-places.ts';
import { checkArguments, claimsFolder, claimsOption, jsonOption, parseTier } from './options.ts';
import { pageText } from './page-text.ts';
import { colorOf, print, printError, printStyled, widthOf } from './terminal.ts';

const args = {
  id: {
    type: 'positional',
    description: 'Claim id, <paper>/<claim>, or a part of it that names one claim',
    required: true,
  },
  ...placeOptions,
  ...claimsOption,
  ...jsonOption,
} as const;

/** Columns of lines where there is no terminal, and the most where there is one: longer ones are hard to read. */
const lineWidth = { unseen: 100, most: 120 };

export const show = defineCommand({
  meta: { name: 'show', description: descriptions.show },
  args: { ...args, id: { ...args.id, required: false } },
  async run({ args: given }) {
    checkArguments(given, args);
    const { id, json = false } = given;
    if (id === undefined) throw new UserError('which claim?', 'write claimcheck show <paper>/<claim>');
    const tier = given.tier === undefined ? undefined : parseTier(given.tier);
    const claims = claimsFolder(given.claims);
    const found = await evidenceOf(id, { folders: askedFolders(given), claims, tier });
    const { stored, place } = found;
    if (place.published) {
      const note = `published evidence, tier ${place.published}: ${place.path}`;
      if (json) printError(`note: ${note}`);
      else print(`${note}\n`);
    }
    if (json) print(canonicalJson(withDigest({ ...stored.evidence, run: stored.run }), 2));
    else {
      const width = Math.min(widthOf(process.stdout, lineWidth.unseen), lineWidth.most);
      printStyled(evidenceText(stored, { width, color: colorOf(process.stdout) }, fieldsOf(found)));
    }
    return 0;
  },
});

/** What is known of evidence by where it is. */
function fieldsOf({ stored, stale, place, elsewhere }: FoundEvidence): [name: string, value: string][] {
  const { id, tier } = stored.evidence;
  const changed = `they have changed since; to judge it anew: claimcheck verify ${id} --tier ${tier}`;
  const others = elsewhere.map((other) => `tier ${other.tier} in ${other.folder}`);
  return [
    ...(stale ? [['sources', changed] as [string, string]] : []),
    ['file', place.path],
    ['page', pageText(stored, place)],
    ...(others.length > 0 ? [['elsewhere', others.join(', ')] as [string, string]] : []),
  ];
}

import { existsSync } from 'node:fs';
import { defineCommand } from 'citty';
import { canonicalJson, UserError } from '#core';
import { withDigest } from '#ledger';
import { evidenceText } from '#report';
import { evidencePath, evidenceToShow, selectClaims } from '#runner';
import { discoverClaims } from '#sources';
import { descriptions } from './descriptions.ts';
import {
  checkArguments,
  claimsFolder,
  claimsOption,
  jsonOption,
  ledgerFolder,
  outOption,
} from './options.ts';
import { colorOf, print, printStyled } from './terminal.ts';

const args = {
  id: { type: 'positional', description: 'Claim id, <paper>/<claim>', required: true },
  ...outOption,
  ...claimsOption,
  ...jsonOption,
} as const;

export const show = defineCommand({
  meta: { name: 'show', description: descriptions.show },
  args: { ...args, id: { ...args.id, required: false } },
  async run({ args: given }) {
    checkArguments(given, args);
    const { id: asked, out } = given;
    if (asked === undefined) throw new UserError('which claim?', 'write claimcheck show <paper>/<claim>');
    const claims = claimsFolder(given.claims);
    const id = existsSync(evidencePath(out, asked)) ? asked : theOnlyOne(asked, out, claims);
    const stored = await evidenceToShow({ claims, out, ledger: ledgerFolder }, id);
    if (given.json) print(canonicalJson(withDigest({ ...stored.evidence, run: stored.run }), 2));
    else printStyled(evidenceText(stored, { color: colorOf(process.stdout) }));
    return 0;
  },
});

/** The one claim that a filter names, as of `verify`, where there is evidence of it. */
function theOnlyOne(filter: string, out: string, claims: string): string {
  const ids = selectClaims(discoverClaims(claims), [filter]).map(({ id }) => id);
  const [id] = ids as [string];
  if (ids.length > 1) {
    throw new UserError(`"${filter}" names ${ids.length} claims`, `write one of ${ids.join(', ')}`);
  }
  if (existsSync(evidencePath(out, id))) return id;
  throw new UserError(`there is no evidence of ${id} in ${out}`, `judge it: claimcheck verify ${id}`);
}

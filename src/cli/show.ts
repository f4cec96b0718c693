import { existsSync } from 'node:fs';
import { defineCommand } from 'citty';
import { canonicalJson, UserError } from '#core';
import { withDigest } from '#ledger';
import { evidenceText } from '#report';
import { evidencePath, evidenceToShow, unknownClaim } from '#runner';
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
    const { id, out } = given;
    if (id === undefined) throw new UserError('which claim?', 'write claimcheck show <paper>/<claim>');
    const claims = claimsFolder(given.claims);
    if (!existsSync(evidencePath(out, id))) throw absent(id, out, claims);
    const stored = await evidenceToShow({ claims, out, ledger: ledgerFolder }, id);
    if (given.json) print(canonicalJson(withDigest({ ...stored.evidence, run: stored.run }), 2));
    else printStyled(evidenceText(stored, { color: colorOf(process.stdout) }));
    return 0;
  },
});

function absent(id: string, out: string, claims: string): UserError {
  const entries = discoverClaims(claims);
  if (!entries.some((entry) => entry.id === id)) return unknownClaim(id, entries);
  return new UserError(`there is no evidence of ${id} in ${out}`, `judge it: claimcheck verify ${id}`);
}

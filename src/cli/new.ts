import { join, relative } from 'node:path';
import { defineCommand } from 'citty';
import { UserError } from '#core';
import { newClaim } from '#scaffold';
import { descriptions } from './descriptions.ts';
import { checkArguments, claimsOption } from './options.ts';
import { print } from './terminal.ts';

const args = {
  id: { type: 'positional', required: false, description: '<paper>/<claim>, for instance group-norm/stable' },
  ...claimsOption,
} as const;

export const create = defineCommand({
  meta: { name: 'new', description: descriptions.new },
  args,
  run({ args: given }) {
    checkArguments(given, args);
    const { id, claims = 'claims' } = given;
    if (id === undefined) throw new UserError('which claim?', 'write claimcheck new <paper>/<claim>');
    const { created, kept } = newClaim(claims, id);
    for (const path of created) print(`written  ${relative('', join(claims, path))}`);
    for (const path of kept) print(`kept     ${relative('', join(claims, path))}`);
    const elsewhere = claims === 'claims' ? '' : ` --claims ${claims}`;
    print('');
    print('It trains a stand-in: write what the paper states in its place.');
    print(`next: npx claimcheck verify ${id}${elsewhere}`);
    return 0;
  },
});

import { existsSync } from 'node:fs';
import { defineCommand } from 'citty';
import { UserError } from '#core';
import { verdictChanges } from '#report';
import { descriptions } from './descriptions.ts';
import { checkArguments } from './options.ts';
import { print, printError } from './terminal.ts';

const args = {
  before: {
    type: 'positional',
    required: true,
    description: 'Folder that was published to, or verified into',
  },
  after: { type: 'positional', required: true, description: 'The same of a later run' },
} as const;

export const compare = defineCommand({
  meta: { name: 'compare', description: descriptions.compare },
  args: { before: { ...args.before, required: false }, after: { ...args.after, required: false } },
  async run({ args: given }) {
    checkArguments(given, args, { many: true });
    const { before, after } = given;
    if (before === undefined || after === undefined || given._.length > 2) {
      throw new UserError('compare takes two folders of evidence', 'write claimcheck compare BEFORE AFTER');
    }
    print(verdictChanges(await verdictsIn(before), await verdictsIn(after)).trimEnd());
    return 0;
  },
});

/** The evidence of a folder; of that which cannot be read it says so, and goes on. */
async function verdictsIn(folder: string) {
  if (!existsSync(folder)) {
    throw new UserError(`there is no folder ${folder}`, 'name two folders of evidence: compare BEFORE AFTER');
  }
  // Without claim files: whether sources have changed since makes no verdict another.
  const { collectEvidence } = await import('#runner');
  const collected = await collectEvidence(folder, '');
  for (const { id, tier, problem } of collected) {
    if (problem) printError(`${folder}: ${id} at tier ${tier}: ${problem}`);
  }
  return collected.flatMap(({ stored }) => (stored ? [stored.evidence] : []));
}

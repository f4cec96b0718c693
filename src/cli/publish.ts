import { defineCommand } from 'citty';
import { UserError } from '#core';
import { plural } from '#report';
import type { Published } from '#runner';
import { descriptions } from './descriptions.ts';
import { checkArguments, claimsFolder, claimsOption, outOption, reportsOption } from './options.ts';
import { tellMisplaced } from './tell-misplaced.ts';
import { print } from './terminal.ts';

const args = {
  ...outOption,
  ...reportsOption,
  redraw: {
    type: 'boolean',
    description: 'Copy nothing: write badges, summaries and pictures anew from the published evidence',
  },
  replication: {
    type: 'string',
    valueHint: 'name',
    description: 'Copy a run on other seeds to replications/<name>, beside what is published, which stays',
  },
  ...claimsOption,
} as const;

export const publish = defineCommand({
  meta: { name: 'publish', description: descriptions.publish },
  args,
  async run({ args: given }) {
    checkArguments(given, args);
    const { out, reports } = given;
    const claims = claimsFolder(given.claims);
    const { publishEvidence, publishReplication, redrawPublished } = await import('#runner');
    if (given.replication !== undefined) {
      if (given.redraw)
        throw new UserError('--redraw copies nothing, --replication does', 'give one of them');
      const { folder, ids, stale } = await publishReplication({ claims, out, reports }, given.replication);
      print(`${plural(ids.length, 'claim')} published as a replication, in ${folder}`);
      if (stale.length > 0) print(`left out, their sources have changed since: ${stale.join(', ')}`);
      return 0;
    }
    const published = given.redraw
      ? await redrawPublished({ claims, reports })
      : [await publishEvidence({ claims, out, reports })];
    for (const one of published) tell(one, given.redraw ? 'drawn anew' : 'published');
    tellMisplaced(claims);
    return 0;
  },
});

function tell({ folder, ids, summary }: Published, done: string): void {
  const stale = summary.claims.filter((claim) => claim.stale).map(({ id }) => id);
  print(
    `${plural(ids.length, 'claim')} ${done}; ${folder} holds ${plural(summary.claims.length, 'claim')} at tier ${summary.tier}`,
  );
  if (stale.length > 0) print(`stale, their sources have changed since: ${stale.join(', ')}`);
}

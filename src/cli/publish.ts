import { defineCommand } from 'citty';
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
  ...claimsOption,
} as const;

export const publish = defineCommand({
  meta: { name: 'publish', description: descriptions.publish },
  args,
  async run({ args: given }) {
    checkArguments(given, args);
    const { out, reports } = given;
    const claims = claimsFolder(given.claims);
    const { publishEvidence, redrawPublished } = await import('#runner');
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

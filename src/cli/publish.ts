import { defineCommand } from 'citty';
import { plural } from '#report';
import { publishEvidence } from '#runner';
import { checkArguments, claimsFolder, claimsOption, outOption, reportsOption } from './options.ts';
import { print } from './terminal.ts';

const args = { ...outOption, ...reportsOption, ...claimsOption } as const;

export const publish = defineCommand({
  meta: {
    name: 'publish',
    description: 'Copy evidence to the folder of published evidence, by tier and with brief curves',
  },
  args,
  async run({ args: given }) {
    checkArguments(given, args);
    const { out, reports } = given;
    const { folder, ids, summary } = await publishEvidence({
      claims: claimsFolder(given.claims),
      out,
      reports,
    });
    const stale = summary.claims.filter((claim) => claim.stale).map(({ id }) => id);
    print(
      `${plural(ids.length, 'claim')} published; ${folder} holds ${plural(summary.claims.length, 'claim')} at tier ${summary.tier}`,
    );
    if (stale.length > 0) print(`stale, their sources have changed since: ${stale.join(', ')}`);
    return 0;
  },
});

import { existsSync } from 'node:fs';
import { defineCommand } from 'citty';
import { UserError } from '#core';
import {
  combinedText,
  combineEvidence,
  contraryText,
  contributionText,
  type CombinedEvidence,
  type Contribution,
} from '#report';
import { descriptions } from './descriptions.ts';
import { checkArguments, jsonOption } from './options.ts';
import { print } from './terminal.ts';

const args = {
  folder: {
    type: 'positional',
    required: true,
    description: 'Folders that were verified into or published to; with their replications',
  },
  ...jsonOption,
} as const;

export const combine = defineCommand({
  meta: { name: 'combine', description: descriptions.combine },
  args: { ...args, folder: { ...args.folder, required: false } },
  async run({ args: given }) {
    checkArguments(given, args, { many: true });
    if (given._.length === 0)
      throw new UserError('combine which runs?', 'write claimcheck combine DIR DIR ...');
    const combined = [...(await contributionsIn(given._)).values()].map(combineEvidence);
    print(given.json ? JSON.stringify(combined.map(dataOf), null, 2) : combined.map(linesOf).join('\n'));
    return 0;
  },
});

/** What each folder holds of each claim and tier. */
async function contributionsIn(folders: readonly string[]): Promise<Map<string, Contribution[]>> {
  const { collectEvidence } = await import('#runner');
  const found = new Map<string, Contribution[]>();
  for (const folder of folders) {
    if (!existsSync(folder)) {
      throw new UserError(`there is no folder ${folder}`, 'name folders of evidence: combine DIR DIR ...');
    }
    // Without claim files: evidence speaks of the revision that it names.
    const collected = await collectEvidence(folder, '');
    if (collected.length === 0) {
      throw new UserError(
        `there is no evidence in ${folder}`,
        'name folders that were verified into or published to',
      );
    }
    for (const { id, tier, stored, problem, replications = [], unreadReplications } of collected) {
      const [unread] = unreadReplications ?? [];
      if (!stored || unread !== undefined) {
        throw new UserError(
          `${folder}: ${id} at tier ${tier}: ${unread ?? problem ?? 'no evidence'}`,
          'judge it again, or leave it out',
        );
      }
      const own = [{ from: folder, ...stored }, ...replications];
      found.set(`${id} ${tier}`, [...(found.get(`${id} ${tier}`) ?? []), ...own]);
    }
  }
  return found;
}

function linesOf(combined: CombinedEvidence): string {
  const contrary = contraryText(combined);
  return [
    `${combined.id}, ${combined.tier}: ${combinedText(combined)}`,
    ...combined.contributions.map((one) => `  ${contributionText(one)}`),
    ...(contrary === undefined ? [] : [`  warning: ${contrary}`]),
  ].join('\n');
}

function dataOf({ contributions, contrary, effect, ...combined }: CombinedEvidence) {
  return {
    ...combined,
    effect: effect && {
      name: effect.name,
      unit: effect.unit,
      estimate: effect.estimate,
      bound: effect.lower,
    },
    contributions: contributions.map(({ from, evidence, run }) => ({
      ...{ from, verdict: evidence.verdict, inconclusive: evidence.inconclusive },
      ...{ successes: evidence.successes, seeds: evidence.seeds, seedBase: evidence.seedBase },
      ...{ judged: run.finishedAt, environment: run.environment },
    })),
    contrary: contrary.map(({ from }) => from),
  };
}

import { existsSync } from 'node:fs';
import { defineCommand } from 'citty';
import { printable, UserError } from '#core';
import {
  combinedText,
  combineEvidence,
  contraryText,
  contributionText,
  plural,
  type CombinedEvidence,
  type Contribution,
} from '#report';
import { descriptions } from './descriptions.ts';
import { checkArguments, jsonOption } from './options.ts';
import { print, printError } from './terminal.ts';

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
    const { contributions, leftOut } = await contributionsIn(given._);
    const combined = contributions.map(combineEvidence);
    for (const line of leftOut) printError(`left out: ${printable(line)}`);
    if (leftOut.length > 0) printError('  judge them again, or take them away');
    if (given.json) print(JSON.stringify(combined.map(dataOf), null, 2));
    else for (const line of shown(combined)) print(line);
    return leftOut.length > 0 ? 1 : 0;
  },
});

interface Found {
  /** By claim and tier. */
  readonly contributions: readonly (readonly Contribution[])[];
  /** What cannot be read, and why. */
  readonly leftOut: readonly string[];
}

/** What each folder holds of each claim and tier. */
async function contributionsIn(folders: readonly string[]): Promise<Found> {
  const { collectEvidence } = await import('#runner');
  const found = new Map<string, Contribution[]>();
  const leftOut: string[] = [];
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
    for (const { id, tier, stored, problem, replications = [], unreadReplications = [] } of collected) {
      const unread = [...(stored ? [] : [problem ?? 'no evidence']), ...unreadReplications];
      leftOut.push(...unread.map((why) => `${folder}: ${id} at tier ${tier}: ${why}`));
      if (!stored) continue;
      const own = [{ from: folder, ...stored }, ...replications];
      found.set(`${id} ${tier}`, [...(found.get(`${id} ${tier}`) ?? []), ...own]);
    }
  }
  return { contributions: [...found.values()], leftOut };
}

/** What adds up; all of it where nothing does. */
function shown(combined: readonly CombinedEvidence[]): string[] {
  const added = combined.filter(({ contributions }) => contributions.length > 1);
  const alone = combined.length - added.length;
  if (added.length === 0) return combined.map(linesOf);
  return [
    ...added.map(linesOf),
    ...(alone > 0 ? [`${plural(alone, 'claim')} of one run each left out; --json has all`] : []),
  ];
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

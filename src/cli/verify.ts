import { printable } from '#core';
import { defineCommand } from 'citty';
import type { Tier } from '#core';
import type { Plan, VerifyEvent } from '#runner';
import { catchInterrupts } from './interrupts.ts';
import { descriptions } from './descriptions.ts';
import {
  checkArguments,
  claimsFolder,
  claimsOption,
  filterArgument,
  jsonOption,
  ledgerFolder,
  outOption,
  parseShard,
  wholeNumber,
} from './options.ts';
import { print, redrawn } from './terminal.ts';
import { parseTraining, publishedTimesOption, trainingOptions } from './training-options.ts';

const args = {
  ...filterArgument('judge'),
  ...trainingOptions,
  ...outOption,
  jobs: {
    type: 'string',
    valueHint: 'n',
    description: 'Claims judged at the same time (default: one per core)',
  },
  shard: {
    type: 'string',
    valueHint: 'i/n',
    description: 'Judge one of n shares of the claims, about equally long by their published times',
  },
  force: { type: 'boolean', description: 'Train anew also where the evidence still holds' },
  explain: { type: 'boolean', description: 'Say why each claim is judged again or not' },
  ...jsonOption,
  junit: {
    type: 'string',
    valueHint: 'file',
    description: 'Write the results as JUnit XML, for whatever shows those of tests',
  },
  ...publishedTimesOption,
  ...claimsOption,
} as const;

export const verify = defineCommand({
  meta: { name: 'verify', description: descriptions.verify },
  args,
  async run({ args: given, rawArgs }) {
    checkArguments(given, args, { many: true });
    const { tier, family, seedBase } = parseTraining(given);
    const jobs = given.jobs === undefined ? undefined : wholeNumber('--jobs', given.jobs, 1);
    const shard = parseShard(given.shard);
    const { createDisplay, verifyClaims } = await import('#runner');
    const { exitCodeOf, showRun, tellStopped } = await import('./conclude-run.ts');
    const { json = false, engine, out, junit, reports, force = false } = given;
    const display = createDisplay({ stream: process.stderr, live: await redrawn(process.stderr) });
    const interrupts = catchInterrupts((line) => display.add(line));
    const onEvent = (event: VerifyEvent): void => {
      display.handle(event);
      if (event.type !== 'planned' || !given.explain) return;
      // Standard output is the document's where there is one.
      const tell = json ? (line: string) => display.add(line) : print;
      for (const line of explanation(event.plan, tier)) tell(line);
    };
    try {
      const { stop, kill } = interrupts;
      const places = { claims: claimsFolder(given.claims), out, ledger: ledgerFolder, reports };
      const asked = { tier, family, seedBase, engine, jobs, shard, force, junit, filters: given._ };
      const result = await verifyClaims({ ...places, ...asked, onEvent, stop, kill });
      display.close();
      const stopped = stop.aborted && result.unfinished.length > 0;
      showRun(result, { json, stopped });
      if (!stopped) return exitCodeOf(result);
      tellStopped(result, rawArgs);
      return interrupts.exitCode();
    } finally {
      display.close();
      interrupts.release();
    }
  },
});

/** Why each claim is judged or not, a line each. */
function explanation({ run, reuse, without }: Plan, tier: Tier): string[] {
  return [
    ...run.map(({ entry, reasons }) => `${entry.id} is judged: ${reasons.join(', ')}`),
    ...reuse.map(
      ({ evidence }) => `${evidence.id} is not judged again: nothing that it depends on has changed`,
    ),
    ...without.map((id) => `${id} is left out: it has no tier "${tier}"`),
  ].map(printable);
}

import { isExpected, printable } from '#core';
import { defineCommand } from 'citty';
import type { Tier } from '#core';
import { plural, verdictTable } from '#report';
import type { Plan, VerifyEvent, VerifyResult } from '#runner';
import { catchInterrupts } from './interrupts.ts';
import { descriptions } from './descriptions.ts';
import { engineNames } from './engine-names.ts';
import {
  checkArguments,
  claimsFolder,
  claimsOption,
  filterArgument,
  ledgerFolder,
  outOption,
  parseSeedFamily,
  parseShard,
  parseTier,
  tierValues,
  wholeNumber,
} from './options.ts';
import { colorOf, print, printError, printStyled, widthOf } from './terminal.ts';

const args = {
  ...filterArgument('judge'),
  tier: {
    type: 'string',
    default: 'smoke',
    valueHint: tierValues,
    description: 'Sizes to train at',
  },
  engine: {
    type: 'string',
    default: 'auto',
    valueHint: engineNames.join('|'),
    description: 'What computes; "claimcheck doctor" shows which are here',
  },
  seeds: {
    type: 'string',
    default: 'judge',
    valueHint: 'judge|dev',
    description: 'dev while settings are chosen: decides nothing, and writes below <out>/dev',
  },
  'seed-base': {
    type: 'string',
    default: '0',
    valueHint: 'n',
    description: '0 for the published seeds, any other number for fresh ones',
  },
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
  ...claimsOption,
} as const;

export const verify = defineCommand({
  meta: { name: 'verify', description: descriptions.verify },
  args,
  async run({ args: given, rawArgs }) {
    checkArguments(given, args, { many: true });
    const tier = parseTier(given.tier);
    const family = parseSeedFamily(given.seeds);
    const seedBase = wholeNumber('--seed-base', given['seed-base'], 0);
    const jobs = given.jobs === undefined ? undefined : wholeNumber('--jobs', given.jobs, 1);
    const shard = parseShard(given.shard);
    const { createDisplay, verdictNotes, verifyClaims } = await import('#runner');
    const display = createDisplay({ stream: process.stderr, live: await redrawn(process.stderr) });
    const interrupts = catchInterrupts((line) => display.add(line));
    const onEvent = (event: VerifyEvent): void => {
      display.handle(event);
      if (event.type === 'planned' && given.explain) print(explanation(event.plan, tier));
    };
    try {
      const { engine, out, force = false } = given;
      const { stop, kill } = interrupts;
      const places = { claims: claimsFolder(given.claims), out, ledger: ledgerFolder };
      const asked = { tier, family, seedBase, engine, jobs, shard, force, filters: given._ };
      const result = await verifyClaims({ ...places, ...asked, onEvent, stop, kill });
      display.close();
      if (stop.aborted && result.unfinished.length > 0)
        return interrupted(result, rawArgs, interrupts.exitCode());
      return conclude(result, verdictNotes(result));
    } catch (error) {
      if (!interrupts.stop.aborted || error !== interrupts.stop.reason) throw error;
      display.close();
      printError('stopped before anything was judged');
      return interrupts.exitCode();
    } finally {
      display.close();
      interrupts.release();
    }
  },
});

function explanation({ run, reuse, without }: Plan, tier: Tier): string {
  return [
    ...run.map(({ entry, reasons }) => `${entry.id} is judged: ${reasons.join(', ')}`),
    ...reuse.map(
      ({ evidence }) => `${evidence.id} is not judged again: nothing that it depends on has changed`,
    ),
    ...without.map((id) => `${id} is left out: it has no tier "${tier}"`),
  ]
    .map(printable)
    .join('\n');
}

function conclude(result: VerifyResult, notes: readonly string[]): number {
  const { rows, refused, failed } = result;
  if (rows.length > 0) {
    print('');
    printStyled(verdictTable(rows, { width: widthOf(process.stdout), color: colorOf(process.stdout) }));
    print('');
  }
  for (const note of notes) print(note);
  if (refused.length > 0) return 2;
  const unexpected = rows.some((row) => !('error' in row) && !isExpected(row.evidence));
  return failed.length > 0 || unexpected ? 1 : 0;
}

function interrupted(
  { unfinished, rows }: VerifyResult,
  rawArgs: readonly string[],
  exitCode: number,
): number {
  const command = ['claimcheck', 'verify', ...rawArgs.filter((argument) => argument !== '--force')].join(' ');
  printError(`stopped: ${rows.length} of ${plural(rows.length + unfinished.length, 'claim')} decided`);
  printError(`to go on from here: ${command}`);
  return exitCode;
}

/** Lines that are drawn in place, on a terminal; loaded here, since it takes a third of the start of other commands. */
async function redrawn(stream: NodeJS.WriteStream) {
  return stream.isTTY ? (await import('log-update')).createLogUpdate(stream) : undefined;
}

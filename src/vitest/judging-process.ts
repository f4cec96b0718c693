import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { tiers, UserError, type SeedFamily, type Tier } from '#core';
import {
  createDisplay,
  verdictNotes,
  verifyClaims,
  type Plan,
  type VerifyEvent,
  type VerifyResult,
} from '#runner';
import { answerOfError, answersOf } from './answers-of.ts';
import { claimIdOf } from './claim-id.ts';
import type { JudgingSettings } from './claims-options.ts';
import type { FromJudging, ToJudging } from './judging-messages.ts';

/**
 * Judges claims for vitest in a process of its own, as `verify` does: what vitest sets for its processes is not set here,
 * and an end of vitest's does not end a chunk in flight.
 */

/** Milliseconds for chunks in flight: an arm that loops, or has no chunks, would hold the run for ever. */
const grace = 5000;

const stop = new AbortController();
const kill = new AbortController();

function stopGracefully(): void {
  if (stop.signal.aborted) return;
  stop.abort();
  setTimeout(() => kill.abort(), grace).unref();
}

function send(message: FromJudging): void {
  // Vitest may be gone: then there is nobody to tell, and what was judged is kept all the same.
  if (process.connected) process.send!(message, () => undefined);
}

const display = createDisplay({ stream: process.stderr });

process.on('message', (message: ToJudging) => {
  switch (message.type) {
    case 'judge':
      return void judge(message.ids, message.settings);
    case 'stop':
      return stopGracefully();
    case 'kill':
      stopGracefully();
      return kill.abort();
  }
});
process.on('disconnect', stopGracefully);
process.stderr.on('error', () => undefined);
// Ctrl-C reaches every process of a terminal; vitest's says what is to be done.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

async function judge(ids: readonly string[], settings: JudgingSettings): Promise<void> {
  const { claims, out, engine } = settings;
  const folder = settings.seeds === 'dev' ? join(out, 'dev') : out;
  const onEvent = (event: VerifyEvent): void => {
    display.handle(event);
    for (const [id, answer] of answersOf(event, folder)) send({ type: 'answer', id, answer });
    if (event.type === 'planned') tellFiles(event.plan, claims);
  };
  try {
    // Node still holds on to the channel while it hands over a message: what is refused at once must not close it yet.
    await turn();
    const asked = { ...checked(settings), claims, out, engine, filters: ids };
    const ledger = join('.claimcheck', 'ledger');
    const result = await verifyClaims({ ...asked, ledger, onEvent, stop: stop.signal, kill: kill.signal });
    display.add(noteOn(result));
    send({ type: 'rest', answer: { type: 'stopped' } });
  } catch (error) {
    send({ type: 'rest', answer: answerOfError(error) });
  } finally {
    display.close();
    if (process.connected) process.disconnect();
  }
}

function noteOn(result: VerifyResult): string {
  const { plan, unfinished, rows } = result;
  if (!plan) return 'stopped before anything was judged';
  return unfinished.length > 0
    ? `stopped: ${rows.length} of ${rows.length + unfinished.length} claims decided; run it again to go on from here`
    : verdictNotes(result).at(-1)!;
}

/** Parts of a fingerprint that are files: those of the claims folder. */
function tellFiles({ run, reuse }: Plan, claims: string): void {
  const used = [
    ...run.map(({ entry, keys }) => ({ id: entry.id, fingerprint: keys.fingerprint })),
    ...reuse.map(({ evidence, run: { fingerprint } }) => ({ id: evidence.id, fingerprint })),
  ];
  for (const { id, fingerprint } of used) {
    const uses = Object.keys(fingerprint)
      .map((part) => resolve(claims, part))
      .filter((path) => existsSync(path));
    const file = uses.find((path) => claimIdOf(path) === id);
    if (file !== undefined) send({ type: 'files', file, uses });
  }
}

interface Checked {
  readonly tier: Tier;
  readonly seedBase: number;
  readonly family: SeedFamily;
  readonly jobs: number | undefined;
}

function checked({ tier, seedBase, seeds, jobs }: JudgingSettings): Checked {
  return {
    tier: oneOf('CLAIMCHECK_TIER', tier, tiers),
    seedBase: wholeNumber('CLAIMCHECK_SEED_BASE', seedBase, 0),
    family: oneOf('CLAIMCHECK_SEEDS', seeds, ['judge', 'dev']),
    jobs: jobs === undefined ? undefined : wholeNumber('CLAIMCHECK_JOBS', jobs, 1),
  };
}

function oneOf<Known extends string>(variable: string, text: string, known: readonly Known[]): Known {
  const found = known.find((one) => one === text);
  if (found !== undefined) return found;
  throw new UserError(`${variable} is "${text}", choose one of ${known.join(', ')}`);
}

function wholeNumber(variable: string, text: string, least: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  throw new UserError(`${variable} is "${text}", give a whole number that is ${least} or more`);
}

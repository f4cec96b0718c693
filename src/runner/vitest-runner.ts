import { resolve } from 'node:path';
import { expect, test, TestRunner } from 'vitest';
import { factsOf, isClaim, type Claim, type Evidence } from '#claim';
import { outcomeName, printable, printableParts, tiers, UserError } from '#core';
import { resolveEngine } from '#engine';
import { badgeMessage, canaryText } from '#report';
import { claimKeys } from './claim-fingerprint.ts';
import { entryOfFile } from './discover-claims.ts';
import { judgeInWorkers } from './judge-in-workers.ts';
import { judgeTaskOf } from './judge-task-of.ts';
import { runsFileOf } from './load-claim.ts';
import type { JudgeSettings, Outcome } from './protocol.ts';

type ImportSource = Parameters<TestRunner['importFile']>[1];

/**
 * Lets vitest run claim files: a file whose default export is a claim becomes one test, which judges the claim and
 * fails when the verdict is not the expected one. The variables CLAIMCHECK_TIER (default smoke), CLAIMCHECK_SEED_BASE
 * (0) and CLAIMCHECK_ENGINE (auto) say how.
 */
export default class ClaimRunner extends TestRunner {
  override async importFile(filepath: string, source: ImportSource): Promise<unknown> {
    const module = await super.importFile(filepath, source);
    const claim = (module as { readonly default?: unknown }).default;
    if (source === 'collect' && isClaim(claim)) register(claim, filepath);
    return module;
  }
}

function register(claim: Claim, file: string): void {
  test(printable(claim.id), async (context) => {
    const settings = await settingsFrom(process.env);
    const sizes = claim.kind === 'empirical' ? claim.tiers : claim.runs;
    context.skip(sizes[settings.tier] === undefined, `there is no tier ${settings.tier}`);
    const { evidence, canary } = await judgeFile(claim, file, settings, context.signal);
    await context.annotate(badgeMessage(evidence));
    await context.annotate(canaryText(canary));
    expect(outcomeName(evidence), failure(evidence)).toBe(evidence.expected);
  });
}

type Judged = Extract<Outcome, { type: 'judged' }>;

/**
 * Judges the claim in processes of its own, as `verify` does: what this one has imported may be older than the keys, and
 * cannot be imported once more.
 */
async function judgeFile(
  claim: Claim,
  file: string,
  settings: JudgeSettings,
  stop: AbortSignal,
): Promise<Judged> {
  const { entry, root } = entryOfFile(file);
  const runsFile = runsFileOf(factsOf(claim), entry);
  const task = { entry, runsFile, keys: await claimKeys({ file, runsFile }, root, settings) };
  const outcomes: Outcome[] = [];
  await judgeInWorkers([task], {
    ...{ jobs: 1, settings, stop, kill: stop },
    onStart: () => undefined,
    onProgress: () => undefined,
    standIn: () => Promise.resolve(undefined),
    renew: () => judgeTaskOf(entry, root, settings),
    onOutcome: (_, outcome) => outcomes.push(outcome),
  });
  const [outcome] = outcomes;
  if (outcome?.type === 'judged') return outcome;
  if (outcome?.type === 'failed') throw new UserError(outcome.message, outcome.hint);
  throw new Error(`${entry.id} was stopped`);
}

async function settingsFrom(env: NodeJS.ProcessEnv): Promise<JudgeSettings> {
  const { CLAIMCHECK_TIER = 'smoke', CLAIMCHECK_SEED_BASE = '0', CLAIMCHECK_ENGINE = 'auto' } = env;
  const tier = tiers.find((known) => known === CLAIMCHECK_TIER);
  if (!tier)
    throw new UserError(`CLAIMCHECK_TIER is "${CLAIMCHECK_TIER}", choose one of ${tiers.join(', ')}`);
  const { engine } = await resolveEngine(CLAIMCHECK_ENGINE);
  const seedBase = Number(CLAIMCHECK_SEED_BASE);
  // vitest runs files in parallel processes, so each takes one thread.
  const machine = { engine, threads: 1, ledger: resolve('.claimcheck/ledger'), fresh: false };
  return { tier, family: 'judge', seedBase, ...machine };
}

function failure(evidence: Evidence): string {
  const { id, expected, reason } = printableParts(evidence);
  return `${id} is ${outcomeName(evidence)}, expected ${expected}: ${reason} [${badgeMessage(evidence)}]`;
}

import { expect, test, TestRunner } from 'vitest';
import { factsOf, isClaim, type Claim, type Evidence } from '#claim';
import { outcomeName, printable, printableParts, tiers, UserError, type Tier } from '#core';
import { resolveEngine } from '#engine';
import { openLedger } from '#ledger';
import { badgeMessage, canaryText } from '#report';
import { claimKeys } from './claim-fingerprint.ts';
import { entryOfFile } from './discover-claims.ts';
import { judgeWatched, type Watched } from './judge-watched.ts';
import { runsFileOf } from './load-claim.ts';

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
    const { evidence, canary } = await judgeFile(claim, file, settings);
    await context.annotate(badgeMessage(evidence));
    await context.annotate(canaryText(canary));
    expect(outcomeName(evidence), failure(evidence)).toBe(evidence.expected);
  });
}

type Settings = Readonly<{ tier: Tier; family: 'judge'; seedBase: number; engine: string }>;

async function judgeFile(claim: Claim, file: string, settings: Settings): Promise<Watched> {
  const { entry, root } = entryOfFile(file);
  const { salt } = await claimKeys({ file, runsFile: runsFileOf(factsOf(claim), entry) }, root, settings);
  const ledger = openLedger('.claimcheck/ledger');
  const stores = { results: ledger.results, checkpoints: (key: string) => ledger.checkpoints(key) };
  // vitest runs files in parallel processes, so each takes one thread.
  return judgeWatched(claim, { ...settings, threads: 1, salt, ...stores });
}

async function settingsFrom(env: NodeJS.ProcessEnv): Promise<Settings> {
  const { CLAIMCHECK_TIER = 'smoke', CLAIMCHECK_SEED_BASE = '0', CLAIMCHECK_ENGINE = 'auto' } = env;
  const tier = tiers.find((known) => known === CLAIMCHECK_TIER);
  if (!tier)
    throw new UserError(`CLAIMCHECK_TIER is "${CLAIMCHECK_TIER}", choose one of ${tiers.join(', ')}`);
  const { engine } = await resolveEngine(CLAIMCHECK_ENGINE);
  return { tier, family: 'judge', seedBase: Number(CLAIMCHECK_SEED_BASE), engine };
}

function failure(evidence: Evidence): string {
  const { id, expected, reason } = printableParts(evidence);
  return `${id} is ${outcomeName(evidence)}, expected ${expected}: ${reason} [${badgeMessage(evidence)}]`;
}

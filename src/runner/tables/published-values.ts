import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { Evidence } from '#claim';
import { isExpected, tiers, UserError, type Tier } from '#core';
import { readJsonFile } from '#ledger';
import {
  badgeMessage,
  evidenceValue,
  markOf,
  type ShownValue,
  evidencePath,
  summaryPath,
  publishedFolder,
} from '#report';
import { readEvidence } from '../evidence-store.ts';
import type { ValueOf } from './marked-values.ts';
import type { LineOf } from './verdict-lines.ts';

const summarySchema = z.object({
  claims: z.array(
    z.object({
      id: z.string(),
      verdict: z.enum(['supported', 'refuted', 'inconclusive']),
      stale: z.boolean(),
    }),
  ),
  suite: z.object({ fdr: z.object({ tested: z.int(), selected: z.array(z.string()) }) }),
});

type Summary = z.infer<typeof summarySchema>;

/** Reads what is published; each file once. */
export function publishedValues(reports: string): { readonly valueOf: ValueOf; readonly lineOf: LineOf } {
  const evidence = new Map<string, Evidence>();
  const summaries = new Map<Tier, Summary>();
  const evidenceOf = (id: string, tier: Tier): Evidence =>
    kept(evidence, `${tier} ${id}`, () => readPublished(reports, id, tier));
  const valueOf: ValueOf = (id, name, what) => {
    const tier = tiers.find((known) => known === name);
    if (!tier) throw new UserError(`unknown tier "${name}"`, `choose one of ${tiers.join(', ')}`);
    if (id.includes('/')) return evidenceValue(evidenceOf(id, tier), what);
    const summary = kept(summaries, tier, () => readSummary(reports, tier));
    return suiteValue(summary, id, what, (claim) => isExpected(evidenceOf(claim, tier)));
  };
  const lineOf: LineOf = (id, tier) => {
    if (!existsSync(evidencePath(publishedFolder(reports, tier), id))) return undefined;
    const judged = evidenceOf(id, tier);
    return `${markOf(judged)} ${id}: ${badgeMessage(judged)}`;
  };
  return { valueOf, lineOf };
}

function kept<Key, Value>(known: Map<Key, Value>, key: Key, read: () => Value): Value {
  const value = known.get(key) ?? read();
  known.set(key, value);
  return value;
}

function readPublished(reports: string, id: string, tier: Tier): Evidence {
  const folder = publishedFolder(reports, tier);
  if (existsSync(evidencePath(folder, id))) return readEvidence(folder, id).evidence;
  throw new UserError(`nothing is published of ${id} at tier ${tier}`, 'publish it, or name another tier');
}

function readSummary(reports: string, tier: Tier): Summary {
  const path = summaryPath(publishedFolder(reports, tier));
  const summary = existsSync(path) ? summarySchema.safeParse(readJsonFile(path)) : undefined;
  if (summary?.success) return summary.data;
  const problem = summary ? `${path} is no summary` : `nothing is published at tier ${tier}`;
  throw new UserError(problem, 'write it anew: claimcheck publish --redraw');
}

/** A count of the claims of a paper, or of `all`, as badges count them; what is of earlier sources is in `claims` and verdicts alone. */
function suiteValue(
  { claims, suite }: Summary,
  paper: string,
  what: string,
  isAsExpected: (id: string) => boolean,
): ShownValue {
  const own = claims.filter(({ id }) => paper === 'all' || id.startsWith(`${paper}/`));
  if (own.length === 0) {
    throw new UserError(`nothing is published of a paper "${paper}"`, 'name a claim, a paper or all');
  }
  const fresh = own.filter(({ stale }) => !stale);
  const verdicts = (all: Summary['claims'], verdict: string): number =>
    all.filter((one) => one.verdict === verdict).length;
  const counts: Readonly<Record<string, () => number>> = {
    claims: () => own.length,
    fresh: () => fresh.length,
    stale: () => own.length - fresh.length,
    supported: () => verdicts(own, 'supported'),
    refuted: () => verdicts(own, 'refuted'),
    inconclusive: () => verdicts(own, 'inconclusive'),
    unexpected: () => fresh.filter(({ id }) => !isAsExpected(id)).length,
    ...(paper === 'all' && {
      tested: () => suite.fdr.tested,
      together: () => suite.fdr.selected.length,
    }),
  };
  const count = Object.hasOwn(counts, what) ? counts[what] : undefined;
  if (count) return count();
  throw new UserError(`"${what}" is no count of ${paper}`, `choose one of ${Object.keys(counts).join(', ')}`);
}

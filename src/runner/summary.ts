import { z } from 'zod';
import { summarizeSuite } from '#claim';
import type { SeedFamily, Tier } from '#core';
import { controlVerdict, type Environment, type StoredEvidence } from '#report';

const verdict = z.enum(['supported', 'refuted', 'inconclusive']);
const finite = z.number().nullable();

const claim = z.strictObject({
  id: z.string(),
  paper: z.string(),
  kind: z.enum(['empirical', 'invariant']),
  statement: z.string(),
  verdict,
  reason: z.string(),
  /** Of an inconclusive verdict with the kind. */
  expected: z.string(),
  seeds: z.int(),
  successes: z.int(),
  /** E+ and E-, at most 1e300. */
  evidenceFor: z.number(),
  evidenceAgainst: z.number(),
  /** The primary panel; null for an invariant. Numbers that are not finite are null. */
  effect: z
    .strictObject({
      estimate: finite,
      lower: finite,
      margin: z.union([z.number(), z.tuple([z.number(), z.number()])]),
      unit: z.string(),
    })
    .nullable(),
  control: z.strictObject({ verdict }),
  wallSeconds: z.number(),
  steps: z.int(),
  /** The sources have changed since: the verdict is of the code before. */
  stale: z.boolean(),
});

/** `summary.json`: the verdicts of a folder of evidence. */
export const summarySchema = z.strictObject({
  schemaVersion: z.literal(1),
  tier: z.enum(['smoke', 'standard', 'paper']),
  /** `dev`: settings were being chosen, and nothing here is a verdict. */
  seedFamily: z.enum(['judge', 'dev']),
  engine: z.string(),
  seedBase: z.int().min(0),
  environment: z.record(z.string(), z.unknown()),
  suite: z.strictObject({
    supported: z.int(),
    refuted: z.int(),
    inconclusive: z.int(),
    /** The empirical claims that hold together at a false discovery rate of q (e-BH). */
    fdr: z.strictObject({
      q: z.number(),
      tested: z.int(),
      selected: z.array(z.string()),
      supportedOutside: z.array(z.string()),
      cutoff: finite,
    }),
  }),
  claims: z.array(claim),
  /** Claims that could not be judged, and why. */
  errors: z.array(z.strictObject({ id: z.string(), message: z.string() })),
});

export type Summary = z.infer<typeof summarySchema>;

export interface SummaryParts {
  readonly tier: Tier;
  readonly family: SeedFamily;
  readonly engine: string;
  readonly seedBase: number;
  readonly environment: Environment;
  readonly claims: readonly (StoredEvidence & { readonly stale: boolean })[];
  readonly errors: Summary['errors'];
}

/** The summary of judged claims, sorted by id. */
export function buildSummary(parts: SummaryParts): Summary {
  const { tier, family, engine, seedBase, environment, errors } = parts;
  const claims = parts.claims.map(summaryClaim).sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    schemaVersion: 1,
    tier,
    seedFamily: family,
    engine,
    seedBase,
    environment: { ...environment },
    suite: suiteOf(parts),
    claims,
    errors: [...errors],
  };
}

function suiteOf({ claims }: SummaryParts): Summary['suite'] {
  const { supported, refuted, inconclusive, fdr } = summarizeSuite(claims.map(({ evidence }) => evidence));
  const { q, tested, selected, supportedOutside, cutoff } = fdr;
  const lists = { selected: [...selected].sort(), supportedOutside: [...supportedOutside].sort() };
  return { supported, refuted, inconclusive, fdr: { q, tested, ...lists, cutoff: finiteOrNull(cutoff) } };
}

function summaryClaim({ evidence, run, stale }: SummaryParts['claims'][number]): Summary['claims'][number] {
  const { id, paper, kind, statement, verdict, reason, expected, seeds, successes, steps } = evidence;
  const panel = evidence.panels[0];
  return {
    id,
    paper,
    kind,
    statement,
    verdict,
    reason,
    expected,
    seeds,
    successes,
    evidenceFor: plain(evidence.log10EvidenceFor),
    evidenceAgainst: plain(evidence.log10EvidenceAgainst),
    effect: panel
      ? {
          estimate: finiteOrNull(panel.estimate),
          lower: finiteOrNull(panel.lower),
          margin: typeof panel.margin === 'number' ? panel.margin : [...panel.margin],
          unit: panel.unit,
        }
      : null,
    control: { verdict: controlVerdict(evidence) },
    wallSeconds: run.wallSeconds,
    steps,
    stale,
  };
}

function plain(log10: number): number {
  return 10 ** Math.min(log10, 300);
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

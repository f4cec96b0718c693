import { type ClaimKind, type Fidelity, summarizeSuite, type Verdict } from '#claim';
import type { SeedFamily, Tier } from '#core';
import { controlVerdict, type CombinedEvidence, type Environment, type StoredEvidence } from '#report';

/** Several runs on disjoint seeds together. */
interface SummaryCombined {
  readonly runs: number;
  /** Kinds of machine: processor, cores and platform. */
  readonly machines: number;
  readonly verdict: Verdict;
  readonly seeds: number;
  readonly successes: number;
  readonly evidenceFor: number;
  readonly evidenceAgainst: number;
  /** The primary panel over all seeds; null for an invariant. */
  readonly effect: { readonly estimate: number | null; readonly lower: number | null } | null;
}

/** A judged claim in a summary. Numbers that are not finite are null. */
interface SummaryClaim {
  readonly id: string;
  readonly paper: string;
  readonly kind: ClaimKind;
  readonly statement: string;
  readonly verdict: Verdict;
  readonly reason: string;
  /** Of an inconclusive verdict with the kind. */
  readonly expected: string;
  readonly seeds: number;
  readonly successes: number;
  /** E+ and E-, at most 1e300. */
  readonly evidenceFor: number;
  readonly evidenceAgainst: number;
  /** The primary panel; null for an invariant. */
  readonly effect: {
    readonly estimate: number | null;
    readonly lower: number | null;
    readonly margin: number | readonly [number, number];
    readonly unit: string;
  } | null;
  readonly control: { readonly verdict: Verdict };
  /** What it says with the replications that are published of it, where there are any. */
  readonly combined?: SummaryCombined;
  readonly wallSeconds: number;
  readonly steps: number;
  /** How near the protocol is to the paper's; null where the claim does not say. */
  readonly fidelity: Fidelity | null;
  /** The sources have changed since: the verdict is of the code before. */
  readonly stale: boolean;
}

/** `summary.json`: the verdicts of a folder of evidence. */
export interface Summary {
  readonly schemaVersion: 1;
  readonly tier: Tier;
  /** `dev`: settings were being chosen, and nothing here is a verdict. */
  readonly seedFamily: SeedFamily;
  readonly engine: string;
  readonly seedBase: number;
  readonly environment: Environment;
  readonly suite: Readonly<Record<Verdict, number>> & {
    /** The empirical claims that hold together at a false discovery rate of q (e-BH). */
    readonly fdr: {
      readonly q: number;
      readonly tested: number;
      readonly selected: readonly string[];
      readonly supportedOutside: readonly string[];
      readonly cutoff: number | null;
    };
  };
  readonly claims: readonly SummaryClaim[];
  /** Claims that could not be judged, and why. */
  readonly errors: readonly { readonly id: string; readonly message: string }[];
}

export interface SummaryParts {
  readonly tier: Tier;
  readonly family: SeedFamily;
  readonly engine: string;
  readonly seedBase: number;
  readonly environment: Environment;
  readonly claims: readonly (StoredEvidence & {
    readonly stale: boolean;
    readonly combined?: CombinedEvidence | undefined;
  })[];
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

function summaryClaim({ evidence, run, stale, combined }: SummaryParts['claims'][number]): SummaryClaim {
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
          margin: panel.margin,
          unit: panel.unit,
        }
      : null,
    control: { verdict: controlVerdict(evidence) },
    ...(combined && { combined: summaryCombined(combined) }),
    wallSeconds: run.wallSeconds,
    steps,
    fidelity: evidence.protocol?.fidelity ?? null,
    stale,
  };
}

function summaryCombined(combined: CombinedEvidence): SummaryCombined {
  const { verdict, seeds, successes, machines, contributions, effect } = combined;
  return {
    ...{ runs: contributions.length, machines, verdict, seeds, successes },
    evidenceFor: plain(combined.log10EvidenceFor),
    evidenceAgainst: plain(combined.log10EvidenceAgainst),
    effect: effect ? { estimate: finiteOrNull(effect.estimate), lower: finiteOrNull(effect.lower) } : null,
  };
}

function plain(log10: number): number {
  return 10 ** Math.min(log10, 300);
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

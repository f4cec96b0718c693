import { type ClaimKind, type Fidelity, summarizeSuite, type Verdict } from '#claim';
import type { SeedFamily, Tier } from '#core';
import { controlVerdict, type Environment, type StoredEvidence } from '#report';

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

function summaryClaim({ evidence, run, stale }: SummaryParts['claims'][number]): SummaryClaim {
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
    wallSeconds: run.wallSeconds,
    steps,
    fidelity: evidence.protocol?.fidelity ?? null,
    stale,
  };
}

function plain(log10: number): number {
  return 10 ** Math.min(log10, 300);
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

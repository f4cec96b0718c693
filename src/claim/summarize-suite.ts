import { isExpected } from '#core';
import { eBenjaminiHochberg } from '#stats';
import type { Evidence } from './evidence-types.ts';
import type { Verdict } from './types.ts';

/** The suite as a whole. */
export interface SuiteSummary extends Readonly<Record<Verdict, number>> {
  /** Ids of claims whose verdict is not the one that they expect. */
  readonly unexpected: readonly string[];
  readonly fdr: {
    /** Bound of the false discovery rate. */
    readonly q: number;
    /** Empirical claims that were tested together. */
    readonly tested: number;
    /** Ids of the empirical claims that e-BH keeps. */
    readonly selected: readonly string[];
    /** Ids of claims that are supported by themselves and not kept: possible only while few are supported. */
    readonly supportedOutside: readonly string[];
    /** The e-value from which a claim is kept. */
    readonly cutoff: number;
  };
}

/**
 * Counts verdicts and lists the empirical claims that hold together at a false discovery rate of q, by e-BH (Wang &
 * Ramdas 2022, arXiv 2009.02824), which allows claims that share runs. Pass one evidence per claim.
 */
export function summarizeSuite(evidences: readonly Evidence[], q = 0.05): SuiteSummary {
  const count = (verdict: Verdict): number => evidences.filter((one) => one.verdict === verdict).length;
  const empirical = evidences.filter(({ kind }) => kind === 'empirical');
  const { selected, cutoff } = eBenjaminiHochberg(empirical.map(eValueOf), q);
  const kept = new Set(empirical.filter((_, index) => selected[index]).map(({ id }) => id));
  return {
    supported: count('supported'),
    refuted: count('refuted'),
    inconclusive: count('inconclusive'),
    unexpected: evidences.filter((one) => !isExpected(one)).map(({ id }) => id),
    fdr: {
      q,
      tested: empirical.length,
      selected: [...kept],
      supportedOutside: empirical
        .filter(({ id, verdict }) => verdict === 'supported' && !kept.has(id))
        .map(({ id }) => id),
      cutoff,
    },
  };
}

/**
 * Evidence for a conjunction: the least of the treatment's evidence for, that for what the claim requires, and the controls'
 * evidence against.
 */
function eValueOf({ log10EvidenceFor, requires, controls }: Evidence): number {
  const least = Math.min(
    log10EvidenceFor,
    requires?.log10EvidenceFor ?? Infinity,
    ...controls.map(({ log10EvidenceAgainst }) => log10EvidenceAgainst),
  );
  return 10 ** least;
}

import { isExpected } from '#core';
import type { ClaimError } from './read-claims.ts';
import type { Summary } from './summary.ts';
import type { VerifyResult } from './verify-result.ts';

/**
 * What `verify --json` prints: of the claims of the run what `summary.json` says of them, in the same fields, and what became
 * of those that have no verdict. `suite` is of the run's claims alone, where `summary.json` has those of its folder.
 */
export interface RunReport extends Omit<Summary, 'errors'> {
  /** Ids of those of `claims` whose verdict is not the one that they expect: exit code 1. */
  readonly unexpected: readonly string[];
  /** Ids of those of `claims` whose evidence is of an earlier run, and still holds. */
  readonly reused: readonly string[];
  /** Claims whose file was refused: exit code 2. */
  readonly refused: readonly ClaimError[];
  /** Claims that could not be judged, which says nothing about them: exit code 1. */
  readonly failed: readonly ClaimError[];
  /**
   * Ids of claims that were not judged, because the run was stopped: exit code 130 or 143. Of a run that was stopped before
   * it was known what is to be judged, all that were chosen.
   */
  readonly unfinished: readonly string[];
  /** Ids of chosen claims that have no such tier. */
  readonly without: readonly string[];
  /** Folder of the evidence. */
  readonly out: string;
}

/** The report of a run that is over, or was stopped. */
export function runReport({ own, rows, refused, failed, unfinished, without, out }: VerifyResult): RunReport {
  const { schemaVersion, tier, seedFamily, engine, seedBase, environment, suite, claims } = own;
  const run = { schemaVersion, tier, seedFamily, engine, seedBase, environment };
  const judged = rows.flatMap((row) => ('error' in row ? [] : [row]));
  const unexpected = judged
    .filter(({ evidence }) => !isExpected(evidence))
    .map(({ evidence }) => evidence.id);
  const reused = judged.filter((row) => row.reused).map(({ evidence }) => evidence.id);
  return { ...run, suite, claims, unexpected, reused, refused, failed, unfinished, without, out };
}

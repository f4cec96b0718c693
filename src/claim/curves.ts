import { UserError } from '#core';
import type { Seed } from '#core';
import type { ArmRun } from './run-batch.ts';
import type { Curve } from './evidence-types.ts';
import { fieldName } from './describe-issues.ts';
import type { EmpiricalClaim } from './types.ts';
import { meant } from './watch-measures.ts';

/** Seeds whose curves the evidence keeps. */
export const curveSeeds = 8;

/** One seed with its run of every arm. */
export interface SeedRuns {
  readonly seed: Seed;
  readonly runs: Readonly<Record<string, ArmRun>>;
}

/**
 * The declared series of every arm that recorded them.
 * @throws UserError for a series that no arm recorded
 */
export function curvesOf(claim: EmpiricalClaim, done: readonly SeedRuns[]): Curve[] {
  return Object.entries(claim.curves).flatMap(([series, { label, scale = 'linear' }]) => {
    const curves = Object.keys(claim.arms).map((arm): Curve => {
      const lines = done.flatMap(({ seed, runs }) => {
        const line = runs[arm]!.lines[series];
        return line ? [{ seed, ...line }] : [];
      });
      return { arm, series, label, scale, lines };
    });
    const recorded = curves.filter(({ lines }) => lines.length > 0);
    if (recorded.length > 0) return recorded;
    const known = new Set(
      done.flatMap(({ runs }) => Object.values(runs)).flatMap((run) => run.recorded ?? []),
    );
    throw new UserError(
      `claim ${claim.id}: ${fieldName(['curves', series])} names a series that no arm recorded`,
      meant(series, [...known]) ??
        `name a series of the trajectories that the arms return${known.size > 0 ? ` (${[...known].join(', ')})` : ''}, or remove the curve`,
    );
  });
}

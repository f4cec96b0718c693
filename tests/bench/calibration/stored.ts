import type { StoredClaim } from '../../../bench/calibration/stored-claim.ts';
import type { SeedMeasures } from '../../../src/claim/panels.ts';
import { claimOf, exceeds, less, panel } from '../../claim/panel-claims.ts';

/** A claim that a lies 1 above b; `c` stands in for a, and d is read by nothing. */
export const claim = claimOf([panel('gain', less('a', 'b'), exceeds(1))], { a: 'c' });

/** One seed's measures of arms a to d; x is what the claim reads, y is read by nothing. */
export function row(a: number, seed: number, base = 0): SeedMeasures {
  const noise = seed / 100 + base / 10;
  const of = (x: number) => ({ x: x + noise, y: 7 * x + noise });
  return { a: of(a), b: of(0), c: of(0.1), d: of(2) };
}

/** Stored runs of as many bases, eight seeds each, in which a lies 5 above b. */
export function stored(bases: number, its = claim): StoredClaim {
  return {
    claim: its,
    bases: Array.from({ length: bases }, (_, seedBase) => ({
      seedBase,
      digest: `digest ${seedBase}`,
      rows: Array.from({ length: 8 }, (__, seed) => row(5, seed, seedBase)),
    })),
  };
}

import { loadClaim } from '#runner';
import { discoverClaims } from '#sources';
import { calibrateClaim, isCurrent } from './calibrate-claim.ts';
import type { CalibrationResult, ClaimCalibration } from './calibration-result.ts';
import { storedClaim } from './stored-claim.ts';

export interface SuiteOptions {
  readonly claims: string;
  /** Folders of evidence, the published one first. */
  readonly evidence: readonly string[];
  /** Beginnings of the ids to look at; none for all. */
  readonly chosen: readonly string[];
  readonly before: CalibrationResult | undefined;
  /** Told after each claim that was looked at. */
  readonly onClaim: (id: string, found: ClaimCalibration) => void;
}

/** Looks at every empirical claim of which there is evidence; what follows from the same as before is not done again. */
export async function calibrateSuite(options: SuiteOptions): Promise<Record<string, ClaimCalibration>> {
  const { claims, evidence, chosen, before, onClaim } = options;
  const found: Record<string, ClaimCalibration> = {};
  for (const entry of discoverClaims(claims)) {
    if (entry.kind !== 'empirical') continue;
    const kept = before?.claims[entry.id];
    if (chosen.length > 0 && !chosen.some((name) => entry.id.startsWith(name))) {
      if (kept) found[entry.id] = kept;
      continue;
    }
    const claim = await loadClaim(entry);
    if (claim.kind !== 'empirical') continue;
    const stored = storedClaim(claim, evidence);
    if (stored.bases.length === 0) continue;
    found[entry.id] = isCurrent(kept, stored) ? kept : calibrateClaim(stored);
    if (found[entry.id] !== kept) onClaim(entry.id, found[entry.id]!);
  }
  return found;
}

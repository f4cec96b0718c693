import type { ClaimCalibration } from './calibration-result.ts';
import { measureSabotages } from './measure-sabotages.ts';
import { nullChecks } from './null-checks.ts';
import { redecide } from './redecide.ts';
import { shuffledArms } from './shuffled-arms.ts';
import { sourcesHash } from './sources-hash.ts';
import type { StoredClaim } from './stored-claim.ts';

const draws = 100;

const programs = sourcesHash([
  'arrangement',
  'calibrate-claim',
  'measure-sabotages',
  'null-checks',
  'redecide',
  'shuffled-arms',
  'stored-claim',
]);

const digestsOf = ({ bases }: StoredClaim): Record<string, string> =>
  Object.fromEntries(bases.map(({ seedBase, digest }) => [seedBase, digest]));

/** Whether what was found before follows from all that is stored now, and perhaps from bases that are not at hand. */
export function isCurrent(
  found: ClaimCalibration | undefined,
  stored: StoredClaim,
): found is ClaimCalibration {
  if (found?.programs !== programs) return false;
  return Object.entries(digestsOf(stored)).every(([base, digest]) => found.evidence[base] === digest);
}

/** Everything that is found of a claim from its stored runs. */
export function calibrateClaim(stored: StoredClaim): ClaimCalibration {
  const { claim, bases } = stored;
  return {
    programs,
    evidence: digestsOf(stored),
    verdict: redecide(claim, bases[0]!.rows).verdict,
    nulls: nullChecks(stored),
    shuffled: shuffledArms(stored, draws),
    measures: measureSabotages(stored),
  };
}

import { deriveEvidence } from './derive-evidence.ts';
import { disagreements, type EvidenceProblem } from './disagreements.ts';
import type { Evidence } from './evidence-types.ts';
import type { Claim } from './types.ts';

/**
 * Derives all that evidence says of its decision again and returns what disagrees; empty when all of it follows. From the
 * evidence alone: counts, looks, e-values, verdict, kind and reason, from the panels' stored numbers and rules. With the
 * claim that was judged also those numbers from the measures in `perSeed`, rules, controls, seeds and figures. The
 * measures themselves can only be trained again (or compared with the ledger: `resultProblems`). Of an invariant the seed of
 * its cases, counts, shares, verdict and reason; with the claim also the cases and shares that it asks for, and a case that
 * broke the property is tried again. Whether all others held is known by judging again.
 * @param claim the claim at the revision of the evidence
 */
export function evidenceProblems(evidence: Evidence, claim?: Claim): EvidenceProblem[] {
  return Object.entries(deriveEvidence(evidence, claim)).flatMap(([name, value]) =>
    disagreements(name, evidence[name as keyof Evidence], value),
  );
}

import { evidenceProblems, resultProblems, type Claim, type Evidence, type EvidenceProblem } from '#claim';
import { openLedger } from '#ledger';
import type { EvidenceCheck } from './evidence-check.ts';
import { withReader, type ClaimReader } from './read-claims.ts';

/** What disagrees, check by check; the claims are loaded in another process. */
export async function checkWithClaims(
  checks: readonly EvidenceCheck[],
  reader?: ClaimReader,
): Promise<EvidenceProblem[][]> {
  if (!reader) return withReader((own) => checkWithClaims(checks, own));
  return reader.answers(checks.map((check) => ({ type: 'check' as const, check })));
}

/**
 * What a claim says of itself, and may say in other words without a new revision; sizes of a tier are among it only where evidence
 * is from before they were kept.
 */
const wording =
  /^(statement|source\.|finding|expected|figures|protocol|settings|size$)|\.(because|label|scale)$/;

/** What is wrong with evidence that says to be of a revision which its claim has not reached. */
export function revisionProblems(
  { revision: stored }: Pick<Evidence, 'revision'>,
  { revision: derived }: Pick<Claim, 'revision'>,
): EvidenceProblem[] {
  return stored > derived ? [{ path: 'revision', stored, derived }] : [];
}

/**
 * What of evidence does not follow from its claim and the ledger. Of sources that have changed since, nothing that is a matter
 * of wording, and nothing of evidence of another revision.
 */
export function problemsWithClaim(
  { evidence, unchanged, batches }: EvidenceCheck,
  claim: Claim,
): EvidenceProblem[] {
  if (!unchanged && evidence.revision !== claim.revision) return revisionProblems(evidence, claim);
  const problems = evidenceProblems(evidence, claim);
  if (!unchanged) return problems.filter(({ path }) => !wording.test(path));
  if (!batches) return problems;
  const { ledger, ...keys } = batches;
  return [...problems, ...resultProblems(evidence, claim, { ...keys, results: openLedger(ledger).results })];
}

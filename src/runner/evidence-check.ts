import type { Evidence, ResultOptions } from '#claim';
import type { ClaimEntry } from '#sources';

/** Evidence that is to be derived again with its claim: plain data. */
export interface EvidenceCheck {
  readonly entry: ClaimEntry;
  readonly evidence: Evidence;
  /** Whether the sources are those that it was judged with, so that all of it must follow from them. */
  readonly unchanged: boolean;
  /** Where the batches that it came from are, if they are still there. */
  readonly batches?: Pick<ResultOptions, 'engine' | 'salt'> & { readonly ledger: string };
}

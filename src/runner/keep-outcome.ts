import { UserError } from '#core';
import type { Environment, StoredEvidence } from '#report';
import { ofClaim } from './environment.ts';
import { storeEvidence } from './evidence-store.ts';
import type { Outcome } from './protocol.ts';
import { trainedBy } from './units/trained-by.ts';

/** What became of a claim: the last that is told of it. */
export type KeptOutcome =
  | {
      readonly type: 'judged';
      readonly stored: StoredEvidence;
      /** No seed was trained: the numbers were kept of an earlier run. */
      readonly fromKept: boolean;
      /** Replica-steps that were trained for it in this run, or cases that were tried. */
      readonly trained: number;
    }
  | {
      readonly type: 'failed';
      readonly id: string;
      readonly message: string;
      readonly hint?: string | undefined;
      readonly detail: string;
    }
  | { readonly type: 'stopped'; readonly id: string };

interface KeepOptions {
  readonly out: string;
  readonly environment: Environment;
  readonly fingerprint: Readonly<Record<string, string>>;
}

/**
 * Stores the evidence of a claim that was judged. One whose evidence cannot be stored has failed: the others are judged as if
 * nothing were, and its trainings are in the ledger.
 */
export function keepOutcome(id: string, outcome: Outcome, options: KeepOptions): KeptOutcome {
  switch (outcome.type) {
    case 'judged':
      try {
        const { fromKept, trained, evidence } = outcome;
        if (evidence.id !== id)
          throw new UserError(`the evidence of ${id} says that it is of ${evidence.id}`);
        return { type: 'judged', stored: store(outcome, options), fromKept, trained };
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        return { type: 'failed', id, message: error.message, hint: error.hint, detail: error.stack ?? '' };
      }
    case 'failed':
      return { ...outcome, id };
    case 'stopped':
      return { type: 'stopped', id };
  }
}

function store(
  { evidence, wallSeconds, canary, units }: Extract<Outcome, { type: 'judged' }>,
  { out, environment, fingerprint }: KeepOptions,
): StoredEvidence {
  const finishedAt = new Date().toISOString();
  const run = {
    environment: ofClaim(environment, fingerprint),
    wallSeconds,
    finishedAt,
    fingerprint,
    canary,
    ...trainedBy(units),
  };
  const stored = { evidence, run };
  storeEvidence(out, stored);
  return stored;
}

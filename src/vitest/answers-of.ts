import { isExpected, messageOf, outcomeName, printable, printableParts, UserError } from '#core';
import { badgeMessage, canaryText, type StoredEvidence, evidencePath } from '#report';
import { keptText, type VerifyEvent } from '#runner';
import type { ClaimAnswer } from './claim-answer.ts';

/** The claims that an event of a verification settles, with what their tests are told. `out`: folder of the evidence. */
export function answersOf(event: VerifyEvent, out: string): [id: string, answer: ClaimAnswer][] {
  switch (event.type) {
    case 'planned': {
      const { reuse, refused, without } = event.plan;
      return [
        ...reuse.map((stored) => judged(stored, out, true)),
        ...refused.map(({ id, ...error }): [string, ClaimAnswer] => [id, failed(error)]),
        ...without.map((id): [string, ClaimAnswer] => [
          id,
          { type: 'skipped', why: 'the claim has no such tier' },
        ]),
      ];
    }
    case 'judged':
      return [judged(event.stored, out, false, event.fromKept)];
    case 'failed':
      return [[event.id, failed(event)]];
    case 'stopped':
      return [[event.id, { type: 'stopped' }]];
    case 'note':
    case 'started':
    case 'progress':
      return [];
  }
}

/** What every test is told when the run as a whole failed. */
export function answerOfError(error: unknown): ClaimAnswer {
  return failed({ message: messageOf(error), hint: error instanceof UserError ? error.hint : undefined });
}

function failed({
  message,
  hint,
}: {
  readonly message: string;
  readonly hint?: string | undefined;
}): ClaimAnswer {
  return {
    type: 'failed',
    message: [message, ...(hint === undefined ? [] : [hint])].map(printable).join('\n  '),
  };
}

function judged(
  { evidence, run }: StoredEvidence,
  out: string,
  reused: boolean,
  fromKept = false,
): [string, ClaimAnswer] {
  const { id, seeds, successes, log10EvidenceFor, log10EvidenceAgainst } = evidence;
  const { expected, reason } = printableParts(evidence);
  const outcome = outcomeName(evidence);
  const badge = badgeMessage(evidence);
  const path = evidencePath(out, id);
  const { wallSeconds } = run;
  const answer: ClaimAnswer = {
    type: 'judged',
    expected: isExpected(evidence),
    failure: `${id} is ${outcome}, expected ${expected}: ${reason} [${badge}]\n  evidence: ${path}`,
    reused,
    notes: [
      `${badge}${reused ? ' (evidence of an earlier run still holds)' : fromKept ? ` (${keptText})` : ''}`,
      ...(run.canary?.length ? [canaryText(run.canary)] : []),
    ],
    facts: {
      ...{ id, outcome, seeds, successes, log10EvidenceFor, log10EvidenceAgainst },
      ...{ wallSeconds, reused, evidence: path },
    },
  };
  return [id, answer];
}

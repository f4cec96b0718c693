import { isExpected, outcomeName, printableParts } from '#core';
import { plural, refutedElsewhere } from '#report';
import type { VerifyResult } from './verify-result.ts';

/** What the table cannot say: why verdicts are not as expected, what was not judged, and the suite as a whole. */
export function verdictNotes({ summary, out, ...result }: VerifyResult): string[] {
  const { rows, refused, failed } = printableParts(result);
  const judged = rows.flatMap((row) => ('error' in row ? [] : [row]));
  const unexpected = judged.filter(({ evidence }) => !isExpected(evidence));
  const findings = judged.filter(({ evidence }) => isExpected(evidence) && evidence.finding !== undefined);
  return [
    ...(judged.some(({ reused }) => reused) ? ['* evidence of an earlier run that still holds'] : []),
    ...judged.flatMap(({ evidence }) =>
      refutedElsewhere(evidence).map((control) => `${evidence.id}: refuted the control ${control}`),
    ),
    ...findings.map(({ evidence }) => `finding  ${evidence.id}: ${evidence.finding}`),
    ...unexpected.map(
      ({ evidence }) =>
        `✗ ${evidence.id} is ${outcomeName(evidence)}, expected ${evidence.expected}: ${evidence.reason}`,
    ),
    ...refused.map(({ message, hint }) => `✗ ${message}${onNextLine(hint)}`),
    ...failed.map(
      ({ id, message, hint }) =>
        `✗ ${id} was not judged, which says nothing about the claim: ${message}${onNextLine(hint)}`,
    ),
    suiteNote(summary, out),
    ...(summary.seedFamily === 'dev'
      ? ['development seeds: for choosing settings and margins; no verdict rests on them']
      : []),
  ];
}

function onNextLine(hint: string | undefined): string {
  return hint === undefined ? '' : `\n  ${hint}`;
}

function suiteNote({ suite, tier, claims }: VerifyResult['summary'], out: string): string {
  const { supported, refuted, inconclusive, fdr } = suite;
  const stale = claims.filter((claim) => claim.stale).length;
  const notes = [
    `${out} holds ${plural(claims.length, 'claim')} at tier ${tier}: ${supported} supported, ${refuted} refuted, ${inconclusive} inconclusive`,
    ...(fdr.tested > 0
      ? [
          `${fdr.selected.length} of ${fdr.tested} empirical ones hold together at a false discovery rate of ${100 * fdr.q} %`,
        ]
      : []),
    ...(stale > 0 ? [`${stale} of them stale, their sources have changed since`] : []),
  ];
  return notes.join('; ');
}

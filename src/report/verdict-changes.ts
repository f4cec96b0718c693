import type { Evidence } from '#claim';
import { isExpected, printable } from '#core';
import { tierWords, verdictWords } from './fidelity-text.ts';
import { plural } from './format.ts';
import { markOf } from './mark.ts';

/**
 * What became of verdicts between two folders of evidence, as Markdown for a pull request or the page of a job: those that
 * changed, that are new, and that are no more.
 */
export function verdictChanges(before: readonly Evidence[], after: readonly Evidence[]): string {
  const known = new Map(before.map((evidence) => [keyOf(evidence), evidence]));
  const now = new Set(after.map(keyOf));
  const rows = [
    ...after.flatMap((evidence) => {
      const earlier = known.get(keyOf(evidence));
      if (earlier && verdictOf(earlier) === verdictOf(evidence)) return [];
      return [[evidence, earlier ? told(earlier) : 'new', told(evidence)] as const];
    }),
    ...before
      .filter((evidence) => !now.has(keyOf(evidence)))
      .map((evidence) => [evidence, told(evidence), 'no more'] as const),
  ];
  const unexpected = after.filter((evidence) => !isExpected(evidence)).length;
  const count = (verdict: string): number => after.filter((evidence) => evidence.verdict === verdict).length;
  const all = `${plural(after.length, 'verdict')}: ${count('supported')} supported, ${count('refuted')} refuted, ${count('inconclusive')} inconclusive; ${unexpected === 0 ? 'all as expected' : `**${unexpected} not as expected**`}.`;
  if (rows.length === 0) return `${all} None changed.\n`;
  const lines = rows.map(
    ([{ id, ...evidence }, was, is]) => `| \`${cell(id)}\` | ${tierWords(evidence)} | ${was} | ${is} |`,
  );
  return [all, '', '| claim | tier | before | now |', '| --- | --- | --- | --- |', ...lines, ''].join('\n');
}

const keyOf = ({ id, tier }: Evidence): string => `${tier} ${id}`;

const verdictOf = ({ verdict, inconclusive }: Evidence): string => `${verdict} ${inconclusive ?? ''}`;

function told(evidence: Evidence): string {
  const kind = evidence.inconclusive === undefined ? '' : ` (${evidence.inconclusive})`;
  return `${markOf(evidence)} ${verdictWords(evidence)}${kind} ${evidence.successes}/${evidence.seeds}`;
}

/** Nothing that a claim says ends a cell, or the code in it. */
const cell = (text: string): string => printable(text).replaceAll(/[|`]/g, ' ');

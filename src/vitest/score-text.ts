import { printableText } from '#core';
import { formatEffect, formatEvidenceValue, formatNumber, plural } from '#report';
import type { JudgedScore } from './judge-score.ts';

type Counts = Pick<
  JudgedScore['decided'],
  'seeds' | 'successes' | 'log10EvidenceFor' | 'log10EvidenceAgainst'
>;

/** What became of a score in a line: `supported: 8 of 8 seeds exceed 0.1; 1 control refuted (E=110, E-=2.6e-6)`. */
export function scoreLine({ decided }: JudgedScore): string {
  const { verdict, reason, panels } = decided;
  return printableText(`${verdict}: ${reason} [${counts(decided)} · ${formatEffect(panels[0]!)}]`);
}

/** All that a verdict rests on, for whoever has to understand it. */
export function scoreText({ options, decided, seeds }: JudgedScore): string {
  const { name, margin, unit, id, seedBase, control } = options;
  const shownUnit = unit === '1' ? '' : ` ${unit}`;
  const [held] = decided.controls;
  const lines = [
    `expected the ${name} to exceed ${margin}${shownUnit} on most seeds${control ? ', and the control not to' : ''}`,
    `${decided.verdict}: ${decided.reason}`,
    '',
    `${name}: ${counts(decided)} · ${formatEffect(decided.panels[0]!)}${shownUnit}, the interquartile mean and the 99 % bound of the median`,
    held ? `control: ${counts(held)} · ${held.verdict}` : 'control: none',
    `${plural(seeds.length, 'seed')} of "${id}", base ${seedBase}, as seed: ${name}${held ? ' (control)' : ''}`,
    ...seeds.map(
      ({ seed, score, control: other }) =>
        `  ${seed}: ${formatNumber(score)}${other === undefined ? '' : ` (${formatNumber(other)})`}`,
    ),
  ];
  return printableText(lines.join('\n'));
}

function counts({ seeds, successes, log10EvidenceFor, log10EvidenceAgainst }: Counts): string {
  const [plus, minus] = [log10EvidenceFor, log10EvidenceAgainst].map(formatEvidenceValue);
  return `${successes}/${seeds} · E=${plus}, E-=${minus}`;
}

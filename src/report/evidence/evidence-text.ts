import { Chalk } from 'chalk';
import type { Evidence, PanelEvidence } from '#claim';
import { printableParts } from '#core';
import { badgeMessage } from '../badge.ts';
import { canaryText } from '../canary-text.ts';
import { commitText, environmentFields } from '../environment-fields.ts';
import { protocolLines } from '../fidelity-text.ts';
import {
  formatEffect,
  formatEvidenceValue,
  formatNumber,
  formatRule,
  formatSeconds,
  formatUnit,
  plural,
} from '../format.ts';
import { placeText } from '../source-text.ts';
import type { StoredEvidence } from '../stored-evidence.ts';
import type { TableStyle } from '../verdict-table.ts';
import { armsText } from './arms-text.ts';
import { controlsText } from './controls-text.ts';
import { fields, type Field } from './fields.ts';
import { figureText } from './figure-text.ts';
import { hanging } from './hanging.ts';
import { seedsText } from './seeds-text.ts';

/**
 * Everything known of one judged claim, as text for a terminal.
 * @param known what else is known of it, by names
 */
export function evidenceText(
  stored: StoredEvidence,
  { width, color }: TableStyle,
  known: readonly Field[] = [],
): string {
  const { evidence, run, more } = printableParts({ ...stored, more: known });
  const { panels, requires, figures = [] } = evidence;
  const judged = `${run.finishedAt}, in ${formatSeconds(run.wallSeconds)}, ${evidence.steps} steps trained`;
  const sections = [
    headSection(evidence, { width, color }),
    fields(verdictFields(evidence), width),
    ...panels.map((panel, index) => fields(panelFields(panel, index === 0 ? 'effect' : 'also'), width)),
    ...(requires?.panels ?? []).map((panel) => fields(panelFields(panel, 'requires'), width)),
    seedsText(evidence, width),
    ...figures.map((figure) => figureText(figure, width)),
    controlsText(evidence, width),
    looksSection(evidence, width),
    fields(counterexampleFields(evidence), width),
    armsText(evidence, width),
    ...programFields(evidence).map((lines) => fields(lines, width)),
    fields(
      [
        ...environmentFields(run),
        ['judged', judged],
        ...(run.canary ? [['canary', canaryText(run.canary)] as const] : []),
        ...more,
      ],
      width,
    ),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

function headSection({ id, statement, source }: Evidence, { width, color }: TableStyle): string {
  return [
    new Chalk({ level: color ? 1 : 0 }).bold(id),
    hanging('', statement, width),
    hanging('', `${source.title}, ${placeText(source)}`, width),
    source.url,
  ].join('\n');
}

function verdictFields(evidence: Evidence): Field[] {
  const against = formatEvidenceValue(evidence.log10EvidenceAgainst);
  const lines: Field[] = [
    ['verdict', badgeMessage(evidence)],
    ['reason', evidence.reason],
  ];
  if (evidence.expected !== 'supported') lines.push(['expected', evidence.expected]);
  if (evidence.finding !== undefined) lines.push(['finding', evidence.finding]);
  const seeds = evidence.seedFamily === 'dev' ? 'development seeds, base' : 'seed base';
  lines.push(['tier', `${evidence.tier}, ${seeds} ${evidence.seedBase}, revision ${evidence.revision}`]);
  lines.push(...protocolLines(evidence).map((line, index): Field => [index === 0 ? 'protocol' : '', line]));
  if (evidence.sharedRuns !== undefined)
    lines.push(['runs', `${evidence.sharedRuns}, shared with other claims`]);
  if (evidence.kind === 'empirical') {
    lines.push(['evidence', `for ${formatEvidenceValue(evidence.log10EvidenceFor)}, against ${against}`]);
  }
  return lines;
}

function panelFields(panel: PanelEvidence, title: string): Field[] {
  const unit = formatUnit(panel.unit);
  const rule = `a seed succeeds when its number is ${formatRule(panel)}${unit}; held on ${plural(panel.held, 'seed')}`;
  return [
    [title, `${panel.name}: ${formatEffect(panel)}${unit}`],
    ['rule', rule],
    ['because', panel.because],
  ];
}

function looksSection({ looks }: Evidence, width: number): string {
  if (looks.length === 0) return '';
  const lines = looks.map(({ seeds, successes, verdict, ...rest }) => {
    const [plus, minus] = [rest.log10EvidenceFor, rest.log10EvidenceAgainst].map(formatEvidenceValue);
    return `after ${String(seeds).padStart(2)} seeds: ${successes} successes, for ${plus}, against ${minus}: ${verdict}`;
  });
  return ['looks', ...lines.map((line) => hanging('  ', line, width))].join('\n');
}

function counterexampleFields({ counterexample, worstError }: Evidence): Field[] {
  const lines: Field[] = [];
  if (worstError !== undefined) lines.push(['worst error', formatNumber(worstError)]);
  if (counterexample) {
    const { value, seed, path } = counterexample;
    lines.push(['breaks on', value], ['replay', `fast-check seed ${seed}, path "${path}"`]);
  }
  return lines;
}

function programFields({ programs = [] }: Evidence): Field[][] {
  return programs.map(({ arm, seeds, command, interpreter, packages, code, gpus }) => [
    ['program', `${arm}: ${command.join(' ')} (${plural(seeds, 'seed')})`],
    ['code', code.map(commitText).join('; ')],
    ['interpreter', interpreter ?? 'not known'],
    ...(packages ? [['packages', packages.join(', ')] as const] : []),
    ...(gpus.length > 0 ? [['GPU', gpus.join('; ')] as const] : []),
  ]);
}

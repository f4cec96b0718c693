import { Chalk, type ChalkInstance } from 'chalk';
import type { Evidence, PanelEvidence } from '#claim';
import { printableParts } from '#core';
import { badgeMessage } from './badge.ts';
import { canaryText } from './canary-text.ts';
import { protocolLines } from './fidelity-text.ts';
import { figureText } from './figure-text.ts';
import { commitText, environmentFields } from './environment-fields.ts';
import {
  formatEffect,
  formatEvidenceValue,
  formatNumber,
  formatRule,
  formatSeconds,
  formatSigned,
  formatUnit,
  plural,
} from './format.ts';
import type { StoredEvidence } from './stored-evidence.ts';
import { placeText } from './source-text.ts';

/** Everything known of one judged claim, as text for a terminal. */
export function evidenceText(stored: StoredEvidence, style: { readonly color: boolean }): string {
  const { evidence, run } = printableParts(stored);
  const chalk = new Chalk({ level: style.color ? 1 : 0 });
  const sections = [
    headSection(evidence, chalk),
    verdictSection(evidence),
    ...evidence.panels.map((panel, index) => panelSection(panel, index === 0 ? 'effect' : 'also')),
    ...(evidence.requires?.panels ?? []).map((panel) => panelSection(panel, 'requires')),
    seedsSection(evidence),
    ...(evidence.figures ?? []).map(figureText),
    controlSection(evidence),
    looksSection(evidence),
    counterexampleSection(evidence),
    programsSection(evidence),
    fields([
      ...environmentFields(run),
      ['judged', `${run.finishedAt}, in ${formatSeconds(run.wallSeconds)}, ${evidence.steps} steps trained`],
      ...(run.canary ? [['canary', canaryText(run.canary)] as const] : []),
    ]),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

type Field = readonly [name: string, value: string];

/** Aligned `name  value` lines. */
function fields(lines: readonly Field[]): string {
  return lines.map(([name, value]) => `${name.padEnd(12)}${value}`).join('\n');
}

function headSection(evidence: Evidence, chalk: ChalkInstance): string {
  const { source } = evidence;
  return [
    chalk.bold(evidence.id),
    evidence.statement,
    `${source.title}, ${placeText(source)}`,
    source.url,
  ].join('\n');
}

function verdictSection(evidence: Evidence): string {
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
  return fields(lines);
}

function panelSection(panel: PanelEvidence, title: string): string {
  const unit = formatUnit(panel.unit);
  return fields([
    [title, `${panel.name}: ${formatEffect(panel)}${unit}`],
    [
      'rule',
      `a seed succeeds when its number is ${formatRule(panel)}${unit}; held on ${plural(panel.held, 'seed')}`,
    ],
    ['because', panel.because],
  ]);
}

function seedsSection(evidence: Evidence): string {
  if (evidence.perSeed.length === 0) return '';
  const columns = [
    ...evidence.panels,
    ...(evidence.requires?.panels ?? []),
    ...evidence.controls.flatMap(({ name, panels }) =>
      panels.map((panel) => ({ ...panel, name: panels.length === 1 ? name : `${name}: ${panel.name}` })),
    ),
  ];
  const width = (name: string): number => Math.max(10, name.length + 2);
  const head = columns.map(({ name }) => name.padStart(width(name))).join('');
  const lines = evidence.perSeed.map(({ seed }, index) => {
    const cells = columns.map(({ name, values }) => formatSigned(values[index] ?? NaN).padStart(width(name)));
    return `${seed.padEnd(16)}${cells.join('')}`;
  });
  return [`${'seed'.padEnd(16)}${head}`, ...lines].join('\n');
}

function controlSection(evidence: Evidence): string {
  const controls = evidence.controls.flatMap(({ name, exchange, verdict, successes, seeds, ...rest }) => {
    const swap = Object.entries(exchange).map(([arm, stand]) => `${stand} for ${arm}`);
    const against = formatEvidenceValue(rest.log10EvidenceAgainst);
    const panels = rest.panels.map(
      (panel) => `  ${panel.name}: held on ${panel.held} of ${seeds}, ${formatSigned(panel.estimate)}`,
    );
    return [
      `${name}: ${verdict} ${successes}/${seeds}, evidence against ${against} (${swap.join(', ')})`,
      ...panels,
    ];
  });
  const mutants = evidence.mutants.map(
    ({ name, killed, cases, required }) =>
      `${name}: killed on ${killed} of ${cases} cases, ${required === 0 ? 'one' : `${formatNumber(100 * required)} %`} required`,
  );
  if (controls.length + mutants.length === 0) return '';
  return [controls.length > 0 ? 'controls' : 'mutants', ...controls, ...mutants].join('\n  ');
}

function looksSection(evidence: Evidence): string {
  if (evidence.looks.length === 0) return '';
  const lines = evidence.looks.map(({ seeds, successes, verdict, ...rest }) => {
    const [plus, minus] = [rest.log10EvidenceFor, rest.log10EvidenceAgainst].map(formatEvidenceValue);
    return `after ${String(seeds).padStart(2)} seeds: ${successes} successes, for ${plus}, against ${minus}: ${verdict}`;
  });
  return ['looks', ...lines].join('\n  ');
}

function counterexampleSection({ counterexample, worstError }: Evidence): string {
  const lines: Field[] = [];
  if (worstError !== undefined) lines.push(['worst error', formatNumber(worstError)]);
  if (counterexample) {
    const { value, seed, path } = counterexample;
    lines.push(['breaks on', value], ['replay', `fast-check seed ${seed}, path "${path}"`]);
  }
  return fields(lines);
}

function programsSection({ programs = [] }: Evidence): string {
  return programs
    .map(({ arm, seeds, command, interpreter, packages, code, gpus }) =>
      fields([
        ['program', `${arm}: ${command.join(' ')} (${plural(seeds, 'seed')})`],
        ['code', code.map(commitText).join('; ')],
        ['interpreter', interpreter ?? 'not known'],
        ...(packages ? [['packages', packages.join(', ')] as const] : []),
        ...(gpus.length > 0 ? [['GPU', gpus.join('; ')] as const] : []),
      ]),
    )
    .join('\n\n');
}

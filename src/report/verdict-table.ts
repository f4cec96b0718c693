import { stripVTControlCharacters } from 'node:util';
import { Chalk, type ChalkInstance } from 'chalk';
import Table from 'cli-table3';
import type { Evidence, Verdict } from '#claim';
import { printableParts } from '#core';
import { controlText, controlVerdict } from './control-verdict.ts';
import { decisiveEffect, decisivePanel } from './decisive-panel.ts';
import { verdictWords } from './fidelity-text.ts';
import { formatEvidence, formatRule, formatSeconds, formatUnit } from './format.ts';
import { markOf, marks } from './mark.ts';

/** One line of the verdict table: a judged claim, or one that could not be judged. */
export type VerdictRow =
  | {
      readonly evidence: Evidence;
      readonly wallSeconds: number;
      readonly engine: string;
      /** The evidence is of an earlier run that still holds. */
      readonly reused?: boolean;
    }
  | { readonly id: string; readonly error: string };

export interface TableStyle {
  /** Columns of the terminal. */
  readonly width: number;
  readonly color: boolean;
}

type Cells = Readonly<Record<Column, string>>;
type Column = (typeof columns)[number];

const columns = [
  'claim',
  'verdict',
  'seeds',
  'evidence',
  'effect',
  'margin',
  'control',
  'time',
  'engine',
] as const;

/** Given up from left to right until the table fits. */
const dispensable: readonly Column[] = ['engine', 'time', 'control', 'margin', 'evidence'];

/** The verdicts as a table, one claim a row; on a narrow terminal with fewer columns, or two lines per claim. */
export function verdictTable(rows: readonly VerdictRow[], { width, color }: TableStyle): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const cells = rows.map((row) => cellsOf(printableParts(row), chalk));
  for (let dropped = 0; dropped <= dispensable.length; dropped++) {
    const shown = columns.filter((column) => !dispensable.slice(0, dropped).includes(column));
    const text = render(cells, shown, chalk);
    if (widthOf(text) <= width) return text;
  }
  return cells.map((cell) => stacked(cell, chalk)).join('\n');
}

function widthOf(text: string): number {
  return Math.max(
    ...stripVTControlCharacters(text)
      .split('\n')
      .map((line) => line.length),
  );
}

function render(cells: readonly Cells[], shown: readonly Column[], chalk: ChalkInstance): string {
  const none = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '', left: '', right: '', middle: '  ' };
  const rule = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '' };
  const end = { bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' };
  const table = new Table({
    head: shown.map((column) => chalk.bold(column)),
    chars: { ...none, ...rule, ...end },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const cell of cells) table.push(shown.map((column) => cell[column]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

function stacked(cells: Cells, chalk: ChalkInstance): string {
  const known = (texts: readonly string[]): string => texts.filter((text) => text !== '-').join(' · ');
  const facts = [`${cells.verdict}  ${known([cells.seeds, cells.evidence])}`, known([cells.effect])];
  return [
    chalk.bold(cells.claim),
    ...facts.filter((line) => line !== '').map((line) => `  ${line.trimEnd()}`),
  ].join('\n');
}

function cellsOf(row: VerdictRow, chalk: ChalkInstance): Cells {
  if ('error' in row) {
    const blank = {
      seeds: '-',
      evidence: '-',
      effect: '-',
      margin: '-',
      control: '-',
      time: '-',
      engine: '-',
    };
    return { ...blank, claim: row.id, verdict: chalk.red(`${marks.unexpected} not judged`) };
  }
  const { evidence } = row;
  const panel = decisivePanel(evidence);
  const invariant = evidence.kind === 'invariant';
  return {
    claim: evidence.id,
    verdict: `${verdictCell(evidence, chalk)}${row.reused ? ' *' : ''}`,
    seeds: `${evidence.successes}/${evidence.seeds}`,
    evidence: invariant ? '-' : formatEvidence(evidence),
    effect: decisiveEffect(evidence) ?? '-',
    margin: panel ? `${formatRule(panel)}${formatUnit(panel.unit)}` : '-',
    control: controlCell(evidence, chalk),
    time: formatSeconds(row.wallSeconds),
    engine: invariant ? '-' : row.engine,
  };
}

function verdictCell(evidence: Evidence, chalk: ChalkInstance): string {
  const paint: Record<Verdict, ChalkInstance> = {
    supported: chalk.green,
    refuted: chalk.red,
    inconclusive: chalk.yellow,
  };
  const mark = markOf(evidence);
  const text = `${mark} ${verdictWords(evidence)}`;
  const asExpected = mark !== marks.unexpected;
  return (
    (asExpected ? chalk.green : paint[evidence.verdict])(text) +
    (mark === marks.finding ? ' (a finding)' : '')
  );
}

function controlCell(evidence: Evidence, chalk: ChalkInstance): string {
  const text = controlText(evidence);
  return controlVerdict(evidence) === 'refuted' ? text : chalk.yellow(text);
}

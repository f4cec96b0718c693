import { Chalk, type ChalkInstance } from 'chalk';
import type { Evidence, Verdict } from '#claim';
import { printableParts } from '#core';
import { controlText, controlVerdict } from './control-verdict.ts';
import { decisiveEffect, decisivePanel } from './decisive-panel.ts';
import { verdictWords } from './fidelity-text.ts';
import { formatEvidence, formatRule, formatSeconds, formatUnit } from './format.ts';
import { markOf, marks } from './mark.ts';
import { columnsOf, plainTable } from './plain-table.ts';

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
    const text = plainTable(
      shown.map((column) => chalk.bold(column)),
      cells.map((cell) => shown.map((column) => cell[column])),
    );
    if (columnsOf(text) <= width) return text;
  }
  return cells.map((cell) => stacked(cell, chalk)).join('\n');
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

import type { ClaimFacts, Evidence, PanelFacts, Untested } from '#claim';
import { tiers, type Tier, expectedText } from '#core';
import { furtherPanels } from './control-verdict.ts';
import { fidelityWord, verdictWords } from './fidelity-text.ts';
import { formatEffect, formatRule, formatUnit } from './format.ts';
import { markOf, marks } from './mark.ts';
import { cellCode, cellLines, cellProse } from './markdown-cell.ts';
import { placeLines } from './source-text.ts';

/** What a claim file says, with what was published of it. */
export interface ClaimTableRow {
  readonly claim: ClaimFacts;
  /** Path of the claim file from the page that the table is in. */
  readonly file: string;
  readonly published: Readonly<Partial<Record<Tier, Evidence>>>;
}

const dash = '-';
/** Tiers that every claim has. */
const always: readonly Tier[] = ['smoke', 'standard'];

/**
 * The claims of a paper as a Markdown table: kind, source, what is asserted, and the published verdict of each tier;
 * claims without a file come last, with the reason.
 */
export function claimTable(rows: readonly ClaimTableRow[], untested: Untested): string {
  const shown = tiers.filter((tier) => always.includes(tier) || rows.some((row) => hasTier(row, tier)));
  const head = ['claim', 'kind', 'source', 'asserted', ...shown];
  const lines = [
    head,
    head.map(() => '---'),
    ...rows.map((row) => [...headCells(row), ...shown.map((tier) => tierCell(row, tier))]),
    ...Object.entries(untested).map(([name, { at, because }]) => [
      cellProse(name),
      dash,
      cellProse(at),
      `not tested: ${cellProse(because)}`,
      ...shown.map(() => dash),
    ]),
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function hasTier({ claim, published }: ClaimTableRow, tier: Tier): boolean {
  return claim.tiers.includes(tier) || published[tier] !== undefined;
}

function headCells({ claim, file }: ClaimTableRow): string[] {
  const { id, kind, states, source } = claim;
  return [
    cellLines(`[${cellCode(id)}](${file})`, cellProse(states), ...findingOf(claim)),
    kind,
    cellLines(...placeLines(source).map(cellProse)),
    cellLines(...asserted(claim)),
  ];
}

function findingOf({ expected, finding }: ClaimFacts): string[] {
  if (finding === undefined) return [];
  const other = expectedText(expected);
  const label = other === '' ? 'Finding' : `Finding (${other})`;
  return [`**${label}:** ${cellProse(finding)}`];
}

function asserted(claim: ClaimFacts): string[] {
  if (claim.kind === 'invariant') {
    return ['holds on every generated case', `mutants: ${namesOf(claim.mutants)}`];
  }
  const panels = claim.panels.map(
    (panel) => `${cellProse(panel.name)} ${cellCode(`${formatRule(panel)}${formatUnit(panel.unit)}`)}`,
  );
  return [...panels, `controls: ${namesOf(claim.controls)}`];
}

function namesOf(names: readonly string[]): string {
  return names.map(cellProse).join('; ');
}

function tierCell({ claim, published }: ClaimTableRow, tier: Tier): string {
  const evidence = published[tier];
  if (!evidence) return dash;
  return cellLines(
    verdictLine(evidence, claim.expected[tier]),
    ...evidence.panels.map((panel) => cellProse(`${formatEffect(panel)}${heldOf(panel, evidence)}`)),
    controlLine(evidence),
    ...(isOf(evidence, claim) ? [] : ['of an earlier version of the claim']),
  );
}

/** How often a panel held, where it is not the count of the verdict. */
function heldOf({ held }: Evidence['panels'][number], { successes, seeds, panels }: Evidence): string {
  return panels.length === 1 || successes === seeds ? '' : ` on ${held}/${seeds}`;
}

function verdictLine(evidence: Evidence, expected: Evidence['expected']): string {
  const { inconclusive, successes, seeds } = evidence;
  const mark = markOf({ ...evidence, expected });
  return [
    mark,
    verdictWords(evidence),
    ...(mark === marks.finding ? ['(a finding)'] : []),
    ...(inconclusive === undefined ? [] : [`(${inconclusive})`]),
    `${successes}/${seeds}`,
    ...[fidelityWord(evidence)].filter((word) => word !== '').map((word) => `(${word})`),
  ].join(' ');
}

function controlLine({ controls, mutants }: Evidence): string {
  if (mutants.length > 0) {
    const killed = mutants.filter(({ killedShare, required }) => killedShare >= required).length;
    return `${killed}/${mutants.length} mutants killed`;
  }
  const refuted = controls.filter(({ verdict }) => verdict === 'refuted').length;
  const further = controls.flatMap((control) => {
    const panels = furtherPanels(control).map((panel) => cellProse(`"${panel}"`));
    return panels.length === 0 ? [] : [`${cellProse(control.name)}: by ${panels.join(' and ')}`];
  });
  return cellLines(`${refuted}/${controls.length} controls refuted`, ...further);
}

/** Whether evidence speaks of what the file asserts now: a margin that was changed must not stand beside an old effect. */
function isOf(evidence: Evidence, claim: ClaimFacts): boolean {
  if (evidence.revision !== claim.revision || evidence.kind !== claim.kind) return false;
  const ruleOf = ({ name, unit, rule, margin }: PanelFacts | Evidence['panels'][number]): string =>
    JSON.stringify([name, unit, rule, margin]);
  return JSON.stringify(claim.panels.map(ruleOf)) === JSON.stringify(evidence.panels.map(ruleOf));
}

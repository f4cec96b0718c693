import type { Rng } from '#core';
import { type Cell, type ImaginedMeasures, put } from './imagined-measures.ts';
import { satisfies } from './panels.ts';
import type { Rule } from './types.ts';

/** What is looked for: measures whose numbers satisfy all rules. */
export interface Search {
  readonly measures: ImaginedMeasures;
  readonly rules: readonly Rule[];
  /** The panels' numbers of the measures as they are. */
  readonly numbers: () => readonly number[];
  readonly rng: Rng;
  /** Numbers of the first cells to begin with, before random ones. */
  readonly starts?: readonly (readonly number[])[];
}

/** How often to begin anew, and how many changes to try each time, for each cell. */
const restarts = 20;
const changes = 100;

/** What a number that is not finite lacks: more than any other. */
const notFinite = 1000;

/**
 * Looks for measures that satisfy all rules: begins with the starts and with random ones, and keeps every change of one
 * measure, one arm or one name that leaves no more lacking. What is found proves that there are such measures; that
 * nothing is found proves nothing, but the tries are many.
 * @returns whether the measures satisfy the rules now
 */
export function findWitness(search: Search): boolean {
  const { measures, rules, numbers, rng, starts = [] } = search;
  const lack = (): number => numbers().reduce((sum, value, index) => sum + lackOf(rules[index]!, value), 0);
  const boundaries = boundariesOf(rules);
  for (let start = 0; start < starts.length + restarts; start++) {
    begin(measures, starts[start], boundaries, rng);
    let lacking = lack();
    for (let left = changes * (2 + measures.cells.length); lacking > 0 && left > 0; left--) {
      const before = measures.values();
      vary(measures.cells, boundaries, rng);
      const now = lack();
      if (now <= lacking) lacking = now;
      else measures.set(before);
    }
    if (lacking === 0) return true;
  }
  return false;
}

/** How far a number is from satisfying a rule, in logarithms: far ones are drawn near as well as near ones. */
function lackOf(rule: Rule, value: number): number {
  if (satisfies(rule, value)) return 0;
  if (!Number.isFinite(value)) return notFinite;
  const scale = Math.max(...[rule.margin].flat().map(Math.abs)) || 1;
  return 1e-6 + Math.log1p(distance(rule, value) / scale);
}

function distance(rule: Rule, value: number): number {
  switch (rule.rule) {
    case 'exceeds':
      return rule.margin - value;
    case 'staysBelow':
      return value - rule.margin;
    case 'staysWithin':
      return Math.abs(value) - rule.margin;
    case 'between':
      return Math.max(rule.margin[0] - value, value - rule.margin[1]);
  }
}

/** Numbers at which rules and functions turn: margins and what is next to them, 0, 1 and some sizes. */
export function boundariesOf(rules: readonly Rule[]): number[] {
  const margins = rules.flatMap(({ margin }) => margin);
  const around = margins.flatMap((margin) => [margin, -margin, margin * (1 - 1e-6), margin * (1 + 1e-6)]);
  return [...new Set([0, 1, -1, 0.5, 2, 10, 100, 1e-3, ...around])];
}

/** A number of any size: a boundary, or log-uniform between 1e-4 and 1e4, one in five below 0. */
export function drawNumber(boundaries: readonly number[], rng: Rng): number {
  if (rng.uniform() < 0.3) return boundaries[rng.integer(boundaries.length)]!;
  const size = 10 ** rng.uniform(-4, 4);
  return rng.uniform() < 0.2 ? -size : size;
}

/** Numbers to begin with: those of a start, each its own, one for all, or one for each name. */
function begin(
  measures: ImaginedMeasures,
  start: readonly number[] | undefined,
  boundaries: readonly number[],
  rng: Rng,
): void {
  const kind = rng.integer(3);
  const shared = new Map<string, number>();
  const values = measures.cells.map(({ name }, index) => {
    const own = start?.[index] ?? drawNumber(boundaries, rng);
    if (start || kind === 0) return own;
    const key = kind === 1 ? '' : name;
    if (!shared.has(key)) shared.set(key, own);
    return shared.get(key)!;
  });
  measures.set(values);
}

/** Changes one cell, the cells of its arm, or those of its name: to new numbers, to those of others, or by a factor. */
function vary(cells: readonly Cell[], boundaries: readonly number[], rng: Rng): void {
  if (cells.length === 0) return;
  const chosen = cells[rng.integer(cells.length)]!;
  const reach = rng.integer(4);
  const kind = rng.integer(5);
  const factor = Math.exp(rng.normal(0, 10 ** rng.uniform(-3, 0.5)));
  for (const cell of cells) {
    const isReached =
      cell === chosen ||
      (reach === 0 && cell.arm === chosen.arm) ||
      (reach === 1 && cell.name === chosen.name);
    if (!isReached) continue;
    if (kind === 0) put(cell, drawNumber(boundaries, rng));
    else if (kind === 1) put(cell, oneOf(alike(cells, cell), rng).value);
    else if (kind === 2) put(cell, oneOf(cells, rng).value);
    else put(cell, cell.value * factor);
  }
}

/** The cells of the same measure. */
function alike(cells: readonly Cell[], { name }: Cell): Cell[] {
  return cells.filter((cell) => cell.name === name);
}

function oneOf<T>(values: readonly T[], rng: Rng): T {
  return values[rng.integer(values.length)]!;
}

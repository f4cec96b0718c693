import Table from 'cli-table3';
import { tableStyle } from '../table-style.ts';
import { digits } from '../text.ts';
import type { ArmCompilation } from './arm-compilation.ts';
import type { CaseGrowth } from './case-growth.ts';
import { caseVerdicts, type GrowthVerdict } from './growth-verdicts.ts';

/** Cells of one table, a head and rows of the same length. */
export interface Cells {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** How the cases grow: one row each. */
export function caseCells(cases: readonly CaseGrowth[]): Cells {
  const counts = cases[0]?.byReplicas.map(({ replicas }) => replicas) ?? [];
  const multiples =
    cases[0]?.byLength.slice(1).map(({ steps }) => steps / cases[0]!.byLength[0]!.steps) ?? [];
  return {
    head: [
      'ms/replica-step',
      ...counts.map((count) => `R = ${count}`),
      ...multiples.map((multiple) => `${multiple}x steps`),
      'MiB',
      'later',
      'compiling',
      '',
    ],
    rows: cases.map((growth) => [
      growth.case,
      ...growth.byReplicas.map(({ replicas, milliseconds }) => digits(milliseconds / replicas)),
      ...growth.byLength.slice(1).map(({ ratio }) => `${ratio.toFixed(2)}x`),
      growth.memory[0]!.peak.toFixed(0),
      growth.memory.at(-1)!.peak.toFixed(0),
      `${Math.max(...growth.byReplicas.map((row) => row.compileMilliseconds)).toFixed(0)} ms`,
      caseVerdicts(growth).every(({ passes }) => passes) ? 'pass' : 'MISS',
    ]),
  };
}

/** What compiling took: the slowest arm of each claim. */
export function armCells(arms: readonly ArmCompilation[]): Cells {
  const slowest = (arm: ArmCompilation): number => Math.max(0, ...arm.milliseconds);
  const claims = [...new Set(arms.map(({ claim }) => claim))];
  return {
    head: ['claim, smoke tier', 'arms', 'slowest arm', 'compiling'],
    rows: claims.map((claim) => {
      const own = arms.filter((arm) => arm.claim === claim);
      const worst = own.reduce((a, b) => (slowest(b) > slowest(a) ? b : a));
      return [claim, String(own.length), worst.arm ?? '', `${slowest(worst).toFixed(0)} ms`];
    }),
  };
}

/** Cells as a table for a terminal. */
export function plainTable({ head, rows }: Cells): string {
  const colAligns = head.map((_, index): 'left' | 'right' => (index === 0 ? 'left' : 'right'));
  const table = new Table({ head: [...head], colAligns, ...tableStyle });
  for (const row of rows) table.push([...row]);
  return `${table.toString()}\n`;
}

/** Cells as a Markdown table. */
export function markdownTable({ head, rows }: Cells): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...rows].map(line).join('\n');
}

/** One line for each bound that does not hold, and how many do. */
export function growthLines(verdicts: readonly GrowthVerdict[]): string {
  const missed = verdicts.filter(({ passes }) => !passes);
  const lines = missed.map((verdict) => `MISS  ${growthVerdictText(verdict)}\n`);
  return `${lines.join('')}${verdicts.length - missed.length} of ${verdicts.length} bounds hold\n`;
}

/** `mlp, steps: a step of 80 takes 1.30x that of 20, 8 replicas (at most 1.1x)` */
export function growthVerdictText({ of, what, found, most }: GrowthVerdict): string {
  if (what === 'running') return `${of}: ${found}`;
  return `${of}, ${what}: ${found} (at most ${what === 'compiling' ? `${most} ms` : `${most}x`})`;
}

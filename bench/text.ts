import Table from 'cli-table3';
import type { BenchCase } from './cases/index.ts';
import type { Comparison } from './check.ts';
import type { Row } from './measure.ts';
import { tableStyle } from './table-style.ts';
import { ourRow, ratioTo, type Verdict } from './verdicts.ts';

/** Three significant digits without an exponent. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)));
  return value.toFixed(Math.min(decimals, 6));
}

/** `12.3x`, or `over 12.3x`. */
export function times(ratio: number, orMore = false): string {
  return `${orMore ? 'over ' : ''}${digits(ratio)}x`;
}

/** All contenders of a case at one number of replicas. */
export function groupTable(bench: BenchCase, rows: readonly Row[]): string {
  const ours = ourRow(rows);
  const replicas = rows[0]!.replicas;
  const table = new Table({
    head: [
      counted(replicas),
      'ms/step',
      'ms/replica-step',
      'steps/s',
      'spread',
      'memory',
      'growth',
      'time / ours',
    ],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'right', 'right'],
    ...tableStyle,
  });
  const problems: string[] = [];
  for (const row of rows) {
    const found = ours && ratioTo(ours, row);
    const ratio = found ? times(found.ratio, found.orMore) : '';
    if (row.milliseconds === undefined) {
      problems.push(`  ${row.label}: ${row.problem ?? 'not measured'}${ratio && `, ${ratio} ours`}\n`);
      continue;
    }
    const { milliseconds, samples, memory } = row;
    const spread = (Math.max(...samples) - Math.min(...samples)) / milliseconds;
    table.push([
      row.label,
      digits(milliseconds),
      digits(milliseconds / replicas),
      digits(1000 / milliseconds),
      samples.length > 1 ? `${(100 * spread).toFixed(0)} %` : 'one sample',
      `${memory!.peak.toFixed(0)} MiB`,
      `${memory!.growth.toFixed(0)} MiB`,
      ratio,
    ]);
  }
  return `${bench.title}\n${table.toString()}\n${problems.join('')}`;
}

/** One line for each required ratio. */
export function verdictLines(verdicts: readonly Verdict[]): string {
  return verdicts.map((verdict) => `${verdict.passes ? 'pass' : 'MISS'}  ${verdictText(verdict)}\n`).join('');
}

/** `mlp, 32 replicas: PyTorch 3.60x (at least 3x)` */
export function verdictText({ case: name, replicas, what, measured, orMore, required }: Verdict): string {
  const asked = what.startsWith('memory') ? `at most ${required}x PyTorch's` : `at least ${required}x`;
  return `${name}, ${counted(replicas)}: ${what} ${times(measured, orMore)} (${asked})`;
}

export function counted(replicas: number): string {
  return `${replicas} replica${replicas === 1 ? '' : 's'}`;
}

/** One line for each comparison of the check. */
export function comparisonLine({ case: name, contender, loss, update, agrees, problem }: Comparison): string {
  const found = problem ?? `loss differs by ${loss.toExponential(1)}, update by ${update.toExponential(1)}`;
  return `${agrees ? 'agrees ' : 'DIFFERS'}  ${name}, ${contender}: ${found}\n`;
}

import Table from 'cli-table3';
import type { BenchCase } from './cases/index.ts';
import type { Comparison } from './check.ts';
import type { GpuIdentity } from './gpu.ts';
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

/**
 * All contenders of a case at one number of replicas.
 * @param gpu what they trained on, where that is no processor
 */
export function groupTable(bench: BenchCase, rows: readonly Row[], gpu?: GpuIdentity): string {
  const ours = ourRow(rows);
  const replicas = rows[0]!.replicas;
  const memoryHeads = gpu ? [] : ['memory', 'growth'];
  const head = [
    counted(replicas),
    ...['ms/step', 'ms/replica-step', 'steps/s', 'spread', ...memoryHeads, 'time / ours'],
  ];
  const colAligns = head.map((_, index) => (index === 0 ? 'left' : 'right'));
  const table = new Table({ head, colAligns, ...tableStyle });
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
      ...(memory ? [`${memory.peak.toFixed(0)} MiB`, `${memory.growth.toFixed(0)} MiB`] : []),
      ratio,
    ]);
  }
  return `${bench.title}${gpu ? `, on ${deviceText(gpu)}` : ''}\n${table.toString()}\n${problems.join('')}`;
}

/** What times were taken on. */
function deviceText({ name, software }: GpuIdentity): string {
  return software ? `${name}: no GPU, so these times only show that everything runs` : name;
}

/** One line for each required ratio. */
export function verdictLines(verdicts: readonly Verdict[]): string {
  return verdicts.map((verdict) => `${verdict.passes ? 'pass' : 'MISS'}  ${verdictText(verdict)}\n`).join('');
}

/** `mlp, 32 replicas: PyTorch 3.60x (at least 3x)`, `PyTorch batched or vmap 0.500x (at least 0.333x)` */
export function verdictText(verdict: Verdict): string {
  const { case: name, replicas, what, over, measured, orMore } = verdict;
  const required = Number(verdict.required.toPrecision(3));
  const asked = what.startsWith('memory') ? `at most ${required}x PyTorch's` : `at least ${required}x`;
  const whose = over ? `${what} ${over.join(' or ')}` : what;
  return `${name}, ${counted(replicas)}: ${whose} ${times(measured, orMore)} (${asked})`;
}

export function counted(replicas: number): string {
  return `${replicas} replica${replicas === 1 ? '' : 's'}`;
}

/** One line for each comparison of the check. */
export function comparisonLine(comparison: Comparison): string {
  const { case: name, contender, loss, update, finding, problem } = comparison;
  const found = problem ?? `loss differs by ${loss.toExponential(1)}, update by ${update.toExponential(1)}`;
  return `${finding.padEnd('differs'.length)}  ${name}, ${contender}: ${found}\n`;
}

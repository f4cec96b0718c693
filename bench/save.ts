import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { UserError, writeFileAtomic } from '#core';
import { ratioChart } from './chart.ts';
import { cpuCells, cpuColumns, cpuFacts } from './cpu-page.ts';
import { gpuCells, gpuColumns, gpuFacts } from './gpu-page.ts';
import { machineSlug } from './machine.ts';
import type { Row } from './measure.ts';
import { type Measured, resultJson } from './result.ts';
import { verdictText } from './text.ts';
import { ourRow } from './verdicts.ts';

/**
 * Writes `results/<machine>.json`, `.md` and `.svg` and returns their paths.
 * @throws UserError when nothing of this package was measured
 */
export async function save(measured: Measured): Promise<string[]> {
  if (!measured.groups.some(({ rows }) => ourRow(rows))) {
    throw new UserError('no engine of this package was measured: there is nothing to keep');
  }
  const slug = machineSlug(measured.machine);
  const path = (ending: string): string =>
    fileURLToPath(new URL(`./results/${slug}.${ending}`, import.meta.url));
  const chart = ratioChart(
    measured.groups.map(({ rows }) => rows),
    'Times faster than the best of PyTorch, by case and number of replicas',
  );
  const files: Record<string, string> = {
    [path('json')]: await format(JSON.stringify(resultJson(measured)), { parser: 'json', printWidth: 110 }),
    [path('md')]: await format(markdown(measured, slug), { parser: 'markdown', printWidth: 110 }),
    [path('svg')]: chart,
  };
  for (const [file, content] of Object.entries(files)) writeFileAtomic(file, content);
  return Object.keys(files);
}

function markdown(measured: Measured, slug: string): string {
  const { machine, groups, verdicts } = measured;
  const missed = verdicts.filter(({ passes }) => !passes);
  const rows = groups.map((group) => group.rows);
  return [
    `# ${machine.gpu?.name ?? `${machine.cpu}, ${machine.cores} cores`}`,
    machine.gpu ? gpuFacts(measured) : cpuFacts(measured),
    `![Times faster than PyTorch](${slug}.svg)`,
    machine.gpu ? tableOf(gpuColumns, rows, gpuCells) : tableOf(cpuColumns, rows, cpuCells),
    `${verdicts.length - missed.length} of ${verdicts.length} required ratios hold.`,
    missed.map((verdict) => `- missed: ${verdictText(verdict)}`).join('\n'),
    '',
  ].join('\n\n');
}

function tableOf(
  columns: readonly string[],
  groups: readonly (readonly Row[])[],
  cellsOf: (rows: readonly Row[]) => string[],
): string {
  const rule = columns.map((_, index) => (index === 0 ? '---' : '---:'));
  return [columns, rule, ...groups.map(cellsOf)].map((cells) => cells.join(' | ')).join('\n');
}

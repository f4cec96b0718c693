import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { UserError, writeFileAtomic } from '#core';
import { type BenchCase } from './cases/index.ts';
import { ratioChart } from './chart.ts';
import { busyLoad, load, type Machine, machineSlug } from './machine.ts';
import type { Row } from './measure.ts';
import { digits, times, verdictText } from './text.ts';
import { bestTorch, ourRow, ratioTo, type Verdict } from './verdicts.ts';

export interface Measured {
  readonly machine: Machine;
  /** Load before the first sample. */
  readonly load: number;
  readonly date: string;
  readonly rounds: number;
  readonly sampleSeconds: number;
  readonly limitSeconds: number;
  readonly groups: readonly { readonly bench: BenchCase; readonly rows: readonly Row[] }[];
  readonly verdicts: readonly Verdict[];
}

/** @throws UserError when something else keeps the machine busy */
export function requireQuietMachine(): void {
  if (load() <= busyLoad) return;
  throw new UserError(
    `the machine is busy: a load of ${load().toFixed(1)} over the last minute`,
    'end what else is running, wait a minute, and measure again; or leave --save out',
  );
}

/** The result as it is kept and as --json prints it. */
export function resultJson({ groups, ...rest }: Measured): object {
  return {
    ...rest,
    cases: Object.fromEntries(groups.map(({ bench }) => [bench.name, bench.title])),
    rows: groups.flatMap(({ rows }) => rows),
  };
}

/** Writes `results/<machine>.json`, `.md` and `.svg` and returns their paths. */
export async function save(measured: Measured): Promise<string[]> {
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
  const { machine, date, rounds, groups, verdicts } = measured;
  const missed = verdicts.filter(({ passes }) => !passes);
  return [
    `# ${machine.cpu}, ${machine.cores} cores`,
    `${date}; ${machine.memoryGiB} GiB, ${machine.system}; Node ${machine.node}, cpu engine: ${machine.engine}; PyTorch ${machine.torch}, TF.js ${machine.tfjs}. Medians of ${rounds} rounds; load before the run ${measured.load.toFixed(2)}.`,
    `![Times faster than PyTorch](${slug}.svg)`,
    [headRow, ...groups.map(({ rows }) => tableRow(rows))].join('\n'),
    `${verdicts.length - missed.length} of ${verdicts.length} required ratios hold.`,
    missed.map((verdict) => `- missed: ${verdictText(verdict)}`).join('\n'),
    '',
  ].join('\n\n');
}

const columns = ['case', 'replicas', 'ms/step', 'PyTorch ms/step', 'PyTorch / ours', 'TF.js cpu / ours'];
const headRow = [
  [...columns, 'TF.js wasm / ours', 'MiB (growth)', 'PyTorch MiB (growth)'].join(' | '),
  [...columns, '', '', ''].map((_, index) => (index === 0 ? '---' : '---:')).join(' | '),
].join('\n');

function tableRow(rows: readonly Row[]): string {
  const ours = ourRow(rows);
  const torch = bestTorch(rows);
  const { case: name, replicas } = rows[0]!;
  const overTfjs = (['tfjs-cpu', 'tfjs-wasm'] as const).map((kind) => {
    const row = rows.find((one) => one.kind === kind);
    const found = ours && row && ratioTo(ours, row);
    return found ? times(found.ratio, found.orMore) : (row?.problem ?? '');
  });
  const ratio = ours && torch ? times(torch.milliseconds! / ours.milliseconds!) : '';
  const theirs = torch ? `${digits(torch.milliseconds!)} (${torch.way}, ${torch.threads})` : '';
  return [
    name,
    replicas,
    ours ? digits(ours.milliseconds!) : rows[0]!.problem,
    theirs,
    ratio,
    ...overTfjs,
    memoryText(ours),
    memoryText(torch),
  ].join(' | ');
}

function memoryText(row: Row | undefined): string {
  return row ? `${row.memory!.peak.toFixed(0)} (${row.memory!.growth.toFixed(0)})` : '';
}

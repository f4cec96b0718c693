import type { Row } from './measure.ts';
import type { Measured } from './result.ts';
import { digits, times } from './text.ts';
import { bestTorch, ourRow, ratioTo } from './verdicts.ts';

/** Where, when and how a result of the processor was measured. */
export function cpuFacts({ machine, date, rounds, load }: Measured): string {
  return `${date}; ${machine.memoryGiB} GiB, ${machine.system}; Node ${machine.node}, cpu engine: ${machine.engine}; PyTorch ${machine.torch}, TF.js ${machine.tfjs}. Medians of ${rounds} rounds; load before the run ${load.toFixed(2)}.`;
}

export const cpuColumns = [
  ...['case', 'replicas', 'ms/step', 'PyTorch ms/step', 'PyTorch / ours', 'TF.js cpu / ours'],
  ...['TF.js wasm / ours', 'MiB (growth)', 'PyTorch MiB (growth)'],
];

/** A case at one number of replicas. */
export function cpuCells(rows: readonly Row[]): string[] {
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
    String(replicas),
    ours ? digits(ours.milliseconds!) : rows[0]!.problem!,
    theirs,
    ratio,
    ...overTfjs,
    memoryText(ours),
    memoryText(torch),
  ];
}

function memoryText(row: Row | undefined): string {
  return row ? `${row.memory!.peak.toFixed(0)} (${row.memory!.growth.toFixed(0)})` : '';
}

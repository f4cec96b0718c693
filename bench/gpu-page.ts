import type { TorchWay } from './cases/index.ts';
import type { Row } from './measure.ts';
import type { Measured } from './result.ts';
import { digits, times } from './text.ts';
import { bestTorch, ourRow } from './verdicts.ts';

/** Where, when and how a result of a GPU was measured. */
export function gpuFacts({ machine, date, rounds, load }: Measured): string {
  const engines = Object.entries(machine.gpu!.engines).map(([name, detail]) => `${name} engine: ${detail}`);
  return `${date}; beside ${machine.cpu}, ${machine.cores} cores, ${machine.system}; Node ${machine.node}; ${engines.join('; ')}; PyTorch ${machine.torch}. Milliseconds of a step of all replicas, medians of ${rounds} rounds; load before the run ${load.toFixed(2)}.`;
}

const ourKinds = ['webgpu', 'cuda'] as const;
const ways: readonly TorchWay[] = ['loop', 'batched', 'graphs', 'vmap'];

export const gpuColumns = [
  ...['case', 'replicas', ...ourKinds, ...ways.map((way) => `PyTorch ${way}`), 'best PyTorch / ours'],
];

/** A case at one number of replicas; an empty cell is something that was not measured. */
export function gpuCells(rows: readonly Row[]): string[] {
  const [ours, torch] = [ourRow(rows), bestTorch(rows)];
  const time = (row: Row | undefined): string => (row?.milliseconds ? digits(row.milliseconds) : '');
  return [
    rows[0]!.case,
    String(rows[0]!.replicas),
    ...ourKinds.map((kind) => time(rows.find((row) => row.kind === kind))),
    ...ways.map((way) => time(rows.find((row) => row.way === way))),
    ours && torch ? times(torch.milliseconds! / ours.milliseconds!) : '',
  ];
}

import type { BenchCase, Floor, TorchWay } from './cases/index.ts';
import { deviceOf, isJudged } from './contenders/contender.ts';
import type { Row } from './measure.ts';

/** One required ratio, held against what was measured. */
export interface Verdict {
  readonly case: string;
  readonly replicas: number;
  readonly what: 'PyTorch' | 'TF.js cpu' | 'TF.js wasm' | 'memory' | 'memory growth';
  /** Of PyTorch: the ways whose fastest is meant. Absent: all. */
  readonly over?: readonly TorchWay[];
  /** How many times faster than the peer; for memory, how many times that of the fastest PyTorch. */
  readonly measured: number;
  /** The peer was stopped, so the ratio is at least `measured`. */
  readonly orMore: boolean;
  readonly required: number;
  readonly passes: boolean;
}

const overTfjs = { 'tfjs-cpu': 30, 'tfjs-wasm': 10 } as const;
const tfjsNames = { 'tfjs-cpu': 'TF.js cpu', 'tfjs-wasm': 'TF.js wasm' } as const;
const mostMemory = 1.5;
/** The whole process, and what the case added to the loaded library. */
const memoryFields = [
  ['memory', 'peak'],
  ['memory growth', 'growth'],
] as const;

/**
 * What every ratio is about: this package's engine on two threads; on a GPU the first that could run the case, in the
 * order in which `--engine auto` tries them.
 */
export function ourRow(rows: readonly Row[]): Row | undefined {
  return rows.find((row) => isJudged(row) && row.milliseconds);
}

/** The fastest of PyTorch's ways and thread counts, or of those ways that are named. */
export function bestTorch(rows: readonly Row[], over?: readonly TorchWay[]): Row | undefined {
  const done = torchRows(rows, over).filter(({ milliseconds }) => milliseconds);
  return done.sort((a, b) => a.milliseconds! - b.milliseconds!)[0];
}

function torchRows(rows: readonly Row[], over: readonly TorchWay[] | undefined): Row[] {
  return rows.filter(({ kind, way }) => kind === 'torch' && (over === undefined || over.includes(way!)));
}

/** How many times as long as ours a row took; a row that was stopped took at least its limit. */
export function ratioTo(
  ours: Row,
  row: Row,
): { readonly ratio: number; readonly orMore: boolean } | undefined {
  if (row.milliseconds !== undefined) return { ratio: row.milliseconds / ours.milliseconds!, orMore: false };
  if (row.limitSeconds === undefined) return undefined;
  return { ratio: (row.limitSeconds * 1000) / ours.milliseconds!, orMore: true };
}

/** One floor; nothing where PyTorch could go none of its ways. */
function floorVerdict(ours: Row, rows: readonly Row[], { over, ratio: required }: Floor): Verdict[] {
  // Where none was done in time, each took at least its limit.
  const stopped = torchRows(rows, over).find(({ limitSeconds }) => limitSeconds !== undefined);
  const peer = bestTorch(rows, over) ?? stopped;
  const found = peer && ratioTo(ours, peer);
  if (!found) return [];
  const { ratio: measured, orMore } = found;
  const base = { case: ours.case, replicas: ours.replicas, what: 'PyTorch' } as const;
  return [{ ...base, ...(over && { over }), measured, orMore, required, passes: measured >= required }];
}

/** Every ratio that is required of a case at one number of replicas. */
export function verdictsOf(bench: BenchCase, rows: readonly Row[]): Verdict[] {
  const ours = ourRow(rows);
  if (!ours) return [];
  const { replicas } = ours;
  const base = { case: bench.name, replicas };
  const device = deviceOf(ours);
  const floors = (bench.floors ?? []).filter(
    (floor) => (floor.device ?? 'cpu') === device && (floor.replicas ?? replicas) === replicas,
  );
  const verdicts = floors.flatMap((floor) => floorVerdict(ours, rows, floor));
  const torch = bestTorch(rows);
  if (ours.memory && torch?.memory) {
    for (const [what, field] of memoryFields) {
      const share = ours.memory[field] / torch.memory[field];
      const passes = share <= mostMemory;
      verdicts.push({ ...base, what, measured: share, orMore: false, required: mostMemory, passes });
    }
  }
  for (const kind of ['tfjs-cpu', 'tfjs-wasm'] as const) {
    const row = rows.find((one) => one.kind === kind);
    const found = row && ratioTo(ours, row);
    if (!found) continue;
    const required = overTfjs[kind];
    const { ratio: measured, orMore } = found;
    verdicts.push({
      ...base,
      what: tfjsNames[kind],
      measured,
      orMore,
      required,
      passes: measured >= required,
    });
  }
  return verdicts;
}

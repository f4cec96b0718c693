import type { BenchCase } from './cases/index.ts';
import type { Row } from './measure.ts';

/** One required ratio, held against what was measured. */
export interface Verdict {
  readonly case: string;
  readonly replicas: number;
  readonly what: 'PyTorch' | 'TF.js cpu' | 'TF.js wasm' | 'memory' | 'memory growth';
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

/** This package's engine on two threads: what every ratio is about. */
export function ourRow(rows: readonly Row[]): Row | undefined {
  return rows.find(({ kind, threads, milliseconds }) => kind === 'cpu' && threads === 2 && milliseconds);
}

/** The fastest of PyTorch's ways and thread counts. */
export function bestTorch(rows: readonly Row[]): Row | undefined {
  const done = rows.filter(({ kind, milliseconds }) => kind === 'torch' && milliseconds);
  return done.sort((a, b) => a.milliseconds! - b.milliseconds!)[0];
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

/** Every ratio that is required of a case at one number of replicas. */
export function verdictsOf(bench: BenchCase, rows: readonly Row[]): Verdict[] {
  const ours = ourRow(rows);
  if (!ours) return [];
  const { replicas } = ours;
  const base = { case: bench.name, replicas };
  const verdicts: Verdict[] = [];
  const torch = bestTorch(rows);
  if (torch) {
    const measured = torch.milliseconds! / ours.milliseconds!;
    for (const floor of bench.floors ?? []) {
      if (floor.replicas !== undefined && floor.replicas !== replicas) continue;
      const passes = measured >= floor.ratio;
      verdicts.push({ ...base, what: 'PyTorch', measured, orMore: false, required: floor.ratio, passes });
    }
    for (const [what, field] of memoryFields) {
      const share = ours.memory![field] / torch.memory![field];
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

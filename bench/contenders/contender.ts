import type { BenchCase, TorchWay } from '../cases/index.ts';

export const contenderKinds = ['cpu', 'torch', 'tfjs-cpu', 'tfjs-wasm'] as const;

export type ContenderKind = (typeof contenderKinds)[number];

/** Who trains, and how. */
export interface Contender {
  /** `cpu` is this package's engine; the others are its peers. */
  readonly kind: ContenderKind;
  readonly threads: number;
  /** PyTorch's alone. */
  readonly way?: TorchWay;
}

const names: Readonly<Record<ContenderKind, string>> = {
  cpu: 'claimcheck cpu',
  torch: 'PyTorch',
  'tfjs-cpu': 'TF.js cpu',
  'tfjs-wasm': 'TF.js wasm',
};

/** What a table calls it. */
export function labelOf({ kind, threads, way }: Contender): string {
  const manner = way === undefined ? '' : ` ${way},`;
  return `${names[kind]},${manner} ${threads} thread${threads === 1 ? '' : 's'}`;
}

const defaultWays: readonly TorchWay[] = ['loop', 'batched', 'vmap'];

/** Everybody who takes part in a case. A single replica has nothing to batch. */
export function contendersOf(
  { ways = defaultWays }: BenchCase,
  replicas: number,
  peers: boolean,
): Contender[] {
  const ours = [1, 2].map((threads): Contender => ({ kind: 'cpu', threads }));
  if (!peers) return ours;
  const open = ways.filter((way) => replicas > 1 || way === 'loop' || way === 'channels-last');
  const torch = [1, 2].flatMap((threads) => open.map((way): Contender => ({ kind: 'torch', threads, way })));
  // Under Node both backends run on one thread.
  return [...ours, ...torch, { kind: 'tfjs-cpu', threads: 1 }, { kind: 'tfjs-wasm', threads: 1 }];
}

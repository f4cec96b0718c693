import type { BenchCase, BenchDevice, TorchWay } from '../cases/index.ts';

/** This package's engines that take part. */
export type OurEngine = 'cpu' | 'webgpu' | 'cuda';

export type ContenderKind = OurEngine | 'torch' | 'tfjs-cpu' | 'tfjs-wasm';

/** Who trains, and how. */
export interface Contender {
  readonly kind: ContenderKind;
  /** Of the processor. */
  readonly threads: number;
  /** PyTorch's alone. */
  readonly way?: TorchWay;
  /** PyTorch's alone: its name of the GPU. Absent: the processor. */
  readonly device?: 'cuda';
}

const names: Readonly<Record<ContenderKind, string>> = {
  cpu: 'claimcheck cpu',
  webgpu: 'claimcheck webgpu',
  cuda: 'claimcheck cuda',
  torch: 'PyTorch',
  'tfjs-cpu': 'TF.js cpu',
  'tfjs-wasm': 'TF.js wasm',
};

interface Field {
  readonly ours: readonly Contender[];
  readonly torch: readonly Contender[];
  readonly ways: readonly TorchWay[];
  readonly tfjs: readonly Contender[];
}

/** Who is there on a device. Beside a GPU the processor only hands out work. */
const fields: Readonly<Record<BenchDevice, Field>> = {
  cpu: {
    ours: [1, 2].map((threads) => ({ kind: 'cpu', threads })),
    torch: [1, 2].map((threads) => ({ kind: 'torch', threads })),
    ways: ['loop', 'channels-last', 'batched', 'vmap'],
    // Under Node both backends run on one thread.
    tfjs: [
      { kind: 'tfjs-cpu', threads: 1 },
      { kind: 'tfjs-wasm', threads: 1 },
    ],
  },
  gpu: {
    ours: [
      { kind: 'webgpu', threads: 1 },
      { kind: 'cuda', threads: 1 },
    ],
    torch: [{ kind: 'torch', threads: 1, device: 'cuda' }],
    ways: ['loop', 'batched', 'graphs', 'vmap'],
    tfjs: [],
  },
};

/** What a table calls it. */
export function labelOf({ kind, threads, way, device }: Contender): string {
  const name = device === undefined ? names[kind] : `${names[kind]} ${device}`;
  const onGpu = device !== undefined || kind === 'webgpu' || kind === 'cuda';
  const parts = [name, way, onGpu ? undefined : `${threads} thread${threads === 1 ? '' : 's'}`];
  return parts.filter((part) => part !== undefined).join(', ');
}

const defaultWays: readonly TorchWay[] = ['loop', 'batched', 'graphs', 'vmap'];
/** A single replica has nothing to batch. */
const batching: readonly TorchWay[] = ['batched', 'vmap'];

/** Everybody who takes part in a case. */
export function contendersOf(
  { ways = defaultWays }: BenchCase,
  replicas: number,
  { device, peers }: { readonly device: BenchDevice; readonly peers: boolean },
): readonly Contender[] {
  const field = fields[device];
  if (!peers) return field.ours;
  const open = ways.filter((way) => field.ways.includes(way) && (replicas > 1 || !batching.includes(way)));
  const torch = field.torch.flatMap((one) => open.map((way): Contender => ({ ...one, way })));
  return [...field.ours, ...torch, ...field.tfjs];
}

/** Threads of an engine whose times are held against the peers'. */
const judgedThreads: Partial<Readonly<Record<ContenderKind, number>>> = { cpu: 2, webgpu: 1, cuda: 1 };

/** Whether ratios may be about it: this package's engine, on two threads where it runs on the processor. */
export function isJudged({ kind, threads }: Contender): boolean {
  return judgedThreads[kind] === threads;
}

/** Where a contender trains. */
export function deviceOf({ kind, device }: Contender): BenchDevice {
  return device !== undefined || fields.gpu.ours.some((one) => one.kind === kind) ? 'gpu' : 'cpu';
}

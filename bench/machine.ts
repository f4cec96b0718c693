import { cpus, loadavg, release, totalmem, type } from 'node:os';
import * as tf from '@tensorflow/tfjs';
import { describeEngines } from '#engine';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  /** What runs the `cpu` engine. */
  readonly engine: string;
  readonly tfjs: string;
  readonly torch: string;
}

/** Load of the last minute beyond which nothing that is measured here means anything. */
export const busyLoad = 1;

/** Runnable processes, averaged over the last minute. */
export function load(): number {
  return loadavg()[0]!;
}

export async function describeMachine(torch: string | undefined): Promise<Machine> {
  const engines = await describeEngines();
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.versions.node,
    engine: engines.find(({ name }) => name === 'cpu')!.detail,
    tfjs: tf.version.tfjs,
    torch: torch ?? 'not here',
  };
}

/** A file name for results of this machine. */
export function machineSlug({ cpu, cores }: Machine): string {
  const name = cpu
    .toLowerCase()
    .replace(/\((r|tm)\)|processor|cpu/g, ' ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${name}-${cores}-cores`;
}

import { cpus, loadavg, release, totalmem, type } from 'node:os';
import * as tf from '@tensorflow/tfjs-core';
import { UserError } from '#core';
import { describeEngines } from '#engine';
import type { GpuIdentity } from './gpu.ts';

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
  /** Of results of a GPU. */
  readonly gpu?: GpuIdentity;
}

/** Load of the last minute beyond which nothing that is measured here means anything. */
export const busyLoad = 1;

/** Runnable processes, averaged over the last minute. */
export function load(): number {
  return loadavg()[0]!;
}

/** @throws UserError when something else kept the machine busy */
export function requireQuietMachine(found = load()): void {
  if (found <= busyLoad) return;
  throw new UserError(
    `the machine is busy: a load of ${found.toFixed(1)} over the last minute`,
    'end what else is running, wait a minute, and measure again; or leave --save out',
  );
}

/**
 * @param torch version of PyTorch, where it is here
 * @param gpu what was measured, where that is no processor
 */
export async function describeMachine(torch: string | undefined, gpu?: GpuIdentity): Promise<Machine> {
  const engines = await describeEngines();
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.versions.node,
    engine: engines.find(({ name }) => name === 'cpu')!.detail,
    tfjs: tf.version_core,
    torch: torch ?? 'not here',
    ...(gpu && { gpu }),
  };
}

/** A file name for results of this machine: `amd-epyc-2-cores`, `nvidia-h200`. */
export function machineSlug({ cpu, cores, gpu }: Machine): string {
  return gpu ? slugOf(gpu.name) : `${slugOf(cpu)}-${cores}-cores`;
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/\((r|tm)\)|processor|cpu/g, ' ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

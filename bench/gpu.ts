import { describeEngines, type EngineDescription } from '#engine';
import { UserError } from '#core';
import type { Contender, OurEngine } from './contenders/contender.ts';
import type { Problem } from './contenders/protocol.ts';

/** The GPU of a machine, as it is kept with results. */
export interface GpuIdentity {
  /** PyTorch's name of it, or what the adapter of `webgpu` says of itself. */
  readonly name: string;
  /** It computes on the processor: its times say nothing. */
  readonly software: boolean;
  /** What runs each engine of this package, or why it does not run here. */
  readonly engines: Readonly<Record<string, string>>;
}

/** This package's engines for a GPU on this machine. */
export interface Gpu {
  /** In the order in which `--engine auto` tries them. */
  readonly engines: readonly EngineDescription[];
  readonly software: boolean;
  /** What the adapter of `webgpu` says of itself, where there is one. */
  readonly adapter?: string;
}

export async function findGpu(): Promise<Gpu> {
  return gpuOf(await describeEngines());
}

/** What engines say of the GPU. */
export function gpuOf(described: readonly EngineDescription[]): Gpu {
  const engines = described.filter(({ name }) => name === 'webgpu' || name === 'cuda');
  const webgpu = engines.find(({ name, available }) => name === 'webgpu' && available);
  const adapter = webgpu && /.* on (?:GPU )?(.+)$/.exec(webgpu.detail)?.[1];
  // An engine that is there and not taken by itself computes in software.
  return { engines, software: webgpu?.onlyByName === true, ...(adapter !== undefined && { adapter }) };
}

/** @param torchName PyTorch's name of the device, where it has one */
export function identityOf({ engines, software, adapter }: Gpu, torchName: string | undefined): GpuIdentity {
  const name = (software ? adapter : (torchName ?? adapter)) ?? 'GPU without a name';
  return { name, software, engines: Object.fromEntries(engines.map((one) => [one.name, one.detail])) };
}

/** Why an engine of this package cannot take part here. */
export function lackOf({ engines }: Gpu, { kind }: Contender): Problem | undefined {
  const found = engines.find(({ name }) => name === kind);
  return found === undefined || found.available ? undefined : { problem: found.detail, missing: true };
}

/**
 * The engine that `--engine auto` would take.
 * @throws UserError when none runs here
 */
export function bestEngine({ engines }: Gpu): OurEngine {
  const found = engines.find(({ available }) => available);
  if (found) return found.name as OurEngine;
  throw new UserError(
    `no engine runs on a GPU here: ${engines.map(({ name, detail }) => `${name}: ${detail}`).join('; ')}`,
    'mend that, or leave --device gpu out',
  );
}

/** @throws UserError for results that are none of a GPU's */
export function requireGpuHardware({ name, software }: GpuIdentity): void {
  if (!software) return;
  throw new UserError(
    `results of the ${name} are not kept: it computes on the processor`,
    'leave --save out, or measure on a machine with a GPU',
  );
}

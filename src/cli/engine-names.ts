import type { EngineName } from '#engine';

/** Every engine, which the type of their names sees to. Not asked of the engines, which help would have to load. */
const engines: Readonly<Record<EngineName, true>> = {
  webgpu: true,
  cpu: true,
  cuda: true,
  'tfjs-node-gpu': true,
  reference: true,
};

/** What `--engine` takes. */
export const engineNames: readonly string[] = ['auto', ...Object.keys(engines)];

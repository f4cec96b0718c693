import type { EngineName } from '#engine';
import type { Environment } from '#report';
import { claimKeys } from './claim-fingerprint.ts';
import type { ClaimKeys } from './claim-keys.ts';
import type { JudgeSettings, JudgeTask } from './protocol.ts';

/** Another engine for a claim whose worker process was ended by compiled code, and all that depends on the engine. */
export interface StandIn {
  readonly task: JudgeTask;
  readonly settings: JudgeSettings;
  /** Environment variables of its process. */
  readonly env: Readonly<Record<string, string>>;
  readonly fingerprint: ClaimKeys['fingerprint'];
  /** Says which engine computes, and why not the one that was asked for. */
  readonly environment: Environment;
}

export interface StandInOptions {
  /** Folder of claim files. */
  readonly root: string;
  readonly settings: JudgeSettings;
  readonly environment: Environment;
}

/**
 * What judges a claim after `signal` ended its process: the other engine with keys of its own, so that no result of the
 * one is taken for the other's. Undefined where there is no other.
 */
export async function standInFor(
  task: JudgeTask,
  signal: string,
  { root, settings, environment }: StandInOptions,
): Promise<StandIn | undefined> {
  const { standInEngine } = await import('#engine');
  const other = standInEngine(settings.engine as EngineName);
  if (!other) return undefined;
  const { engine, basis, env } = other;
  const { entry, runsFile } = task;
  const code = Object.keys(task.keys.code);
  const { data } = task.keys;
  const keyed = { file: entry.file, runsFile, code, data };
  const keys = await claimKeys(keyed, root, { ...settings, engine, basis });
  const { packages } = environment;
  const before = settings.engine === 'cpu' ? packages['cpu engine'] : settings.engine;
  return {
    task: { ...task, keys },
    settings: { ...settings, engine },
    env,
    fingerprint: keys.fingerprint,
    environment: {
      ...environment,
      engine,
      engineWhy: `${basis ?? engine} in place of ${before}, whose process died of ${signal}`,
      packages: { ...packages, ...(basis && { 'cpu engine': basis }) },
    },
  };
}

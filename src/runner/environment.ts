import { existsSync, readFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { arch, availableParallelism, cpus, platform } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { ownVersion, sha256 } from '#core';
import type { Environment } from '#report';
import { asModule } from './module-hooks.ts';

/** This runs from its sources, not from what was built of them. */
const fromSources = import.meta.filename.endsWith('.ts');

/**
 * What Node is told where this runs from its sources: that they are TypeScript, and that imports by this package's name lead
 * to them.
 */
export function sourceArguments(): string[] {
  return fromSources ? ['--import', typeScript(), '--conditions=claimcheck-source'] : [];
}

let reads = false;

/** Lets claim files be TypeScript, and ES modules. What was built of us is loaded faster before that. */
export async function readTypeScript(): Promise<void> {
  if (reads) return;
  reads = true;
  if (!fromSources) await import(typeScript());
  // Hooks that come later are asked first. Where Node has those of the same thread, tsx may use them, and they go before others.
  const { registerHooks } = module as { registerHooks?: (hooks: { resolve: SyncResolve }) => void };
  if (registerHooks) registerHooks({ resolve: (from, context, next) => asModule(next(from, context)) });
  else module.register(new URL(`module-hooks${extname(import.meta.filename)}`, import.meta.url));
}

type SyncResolve = (
  specifier: string,
  context: unknown,
  next: (specifier: string, context: unknown) => { readonly url: string; readonly format?: string | null },
) => { readonly url: string; readonly format?: string | null };

function typeScript(): string {
  return import.meta.resolve('tsx');
}

/** Cores that this process may use. */
export const cores = availableParallelism();

const numericPackages = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-backend-cpu',
  'onnxruntime-node',
  'webgpu',
  'pure-rand',
  'fast-check',
];

/** Versions of the installed packages that numbers depend on, and what the `cpu` engine runs on. */
export async function numericVersions(): Promise<Record<string, string>> {
  // Most commands need no engine, and loading one takes longer than they do.
  const { cpuBasis } = await import('#engine');
  const require = createRequire(import.meta.url);
  const packages = numericPackages.flatMap((name): [string, string][] => {
    const manifest = manifestOf(require, name);
    return manifest === undefined ? [] : [[name, versionIn(manifest)]];
  });
  return { ...Object.fromEntries(packages), 'cpu engine': cpuBasis() };
}

function manifestOf(require: NodeJS.Require, name: string): string | undefined {
  // Not every package exports its manifest: look for it where node looks for the package.
  const folders = require.resolve.paths(name) ?? [];
  return folders.map((folder) => join(folder, name, 'package.json')).find((path) => existsSync(path));
}

function versionIn(path: string): string {
  return (JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string }).version;
}

export interface EnvironmentOptions {
  readonly engine: string;
  readonly engineWhy: string;
  readonly threads: number;
  /** Folder whose commit counts: the claims'. */
  readonly claims: string;
}

/** Where and with what claims are judged now. */
export async function describeEnvironment(options: EnvironmentOptions): Promise<Environment> {
  const { engine, engineWhy, threads, claims } = options;
  const lockfile = nearestLockfile(claims);
  return {
    engine,
    engineWhy,
    packages: await numericVersions(),
    claimcheck: ownVersion(),
    node: process.versions.node,
    platform: `${platform()}-${arch()}`,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores,
    threads,
    git: await gitState(claims),
    lockfile: lockfile === undefined ? null : sha256(readFileSync(lockfile)),
  };
}

/**
 * What of an environment holds for a claim: one whose files do not use the engines is computed by the processor, whatever
 * engine was asked for.
 */
export function ofClaim(
  environment: Environment,
  fingerprint: Readonly<Record<string, string>>,
): Environment {
  if (environment.engine === 'cpu' || 'src/engine' in fingerprint) return environment;
  return {
    ...environment,
    engine: 'cpu',
    engineWhy: 'nothing of the claim is compiled: it is plain TypeScript',
  };
}

function nearestLockfile(folder: string): string | undefined {
  const path = join(folder, 'package-lock.json');
  if (existsSync(path)) return path;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearestLockfile(parent);
}

async function gitState(folder: string): Promise<Environment['git']> {
  // Only a verification asks, and every process has this file.
  const { execa } = await import('execa');
  const git = async (...args: readonly string[]): Promise<string> =>
    (await execa('git', ['-C', folder, ...args])).stdout.trim();
  try {
    const [commit, changes] = await Promise.all([git('rev-parse', 'HEAD'), git('status', '--porcelain')]);
    return { commit, dirty: changes !== '' };
  } catch {
    // No git, no repository, or no commit yet.
    return null;
  }
}

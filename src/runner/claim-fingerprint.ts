import { isAbsolute, join, relative, sep } from 'node:path';
import { build } from 'esbuild';
import { messageOf, UserError } from '#core';
import { combined, explainChange, fingerprint, type Fingerprint } from '#ledger';
import type { ClaimEntry } from './discover-claims.ts';
import { numericVersions, packageRoot } from './environment.ts';
import type { JudgeSettings } from './protocol.ts';

/** Folders that decide or describe what was trained, but make no number of a training run. */
const deciding = new Set(['src/claim', 'src/stats', 'src/ledger']);

/** What a claim's evidence depends on. */
export interface ClaimKeys {
  /** All of it, by name: each file of the claim, each source folder, versions and settings. */
  readonly fingerprint: Fingerprint;
  /** Key of what makes the numbers of a training run. */
  readonly salt: string;
}

type Settings = Pick<JudgeSettings, 'tier' | 'family' | 'seedBase' | 'engine'>;

/** The content keys of a claim: hashes of the sources that its file imports, by folder, and of the settings. */
export async function claimKeys(entry: ClaimEntry, root: string, settings: Settings): Promise<ClaimKeys> {
  const files = await importsOf(entry.file);
  const [own, shared] = await Promise.all([
    fingerprint({ root, files: partsOf(files, (file) => claimPart(root, file)) }),
    fingerprint({ root: packageRoot, files: partsOf(files, sourcePart) }),
  ]);
  const versions = numericVersions();
  const making = Object.entries(shared).filter(([part]) => !deciding.has(part));
  const { tier, family, seedBase, engine } = settings;
  const plain = { tier, 'seed family': family, 'seed base': String(seedBase), engine };
  return {
    fingerprint: { ...own, ...shared, ...versions, ...plain },
    salt: combined({ ...own, ...Object.fromEntries(making), ...versions }),
  };
}

/** Why evidence is not reused, one line each; none when nothing has changed. */
export function whyChanged(before: Fingerprint, after: Fingerprint): string[] {
  // Settings and versions are kept as they are, so that both values can be shown.
  const isHash = (value: string): boolean => /^[0-9a-f]{64}$/.test(value);
  const shown = Object.keys(after).filter(
    (part) => before[part] !== undefined && before[part] !== after[part] && !isHash(after[part]!),
  );
  const rest = (parts: Fingerprint): Fingerprint =>
    Object.fromEntries(Object.entries(parts).filter(([part]) => !shown.includes(part)));
  return [
    ...shown.map((part) => `${part} was ${before[part]}, now ${after[part]}`),
    ...explainChange(rest(before), rest(after)),
  ];
}

async function importsOf(file: string): Promise<string[]> {
  try {
    const { metafile } = await build({
      entryPoints: [file],
      absWorkingDir: packageRoot,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      metafile: true,
      write: false,
      logLevel: 'silent',
    });
    return Object.keys(metafile.inputs).map((path) => (isAbsolute(path) ? path : join(packageRoot, path)));
  } catch (error) {
    throw new UserError(`cannot follow the imports of ${file}: ${messageOf(error)}`, 'correct the file');
  }
}

function partsOf(
  files: readonly string[],
  partOf: (file: string) => string | undefined,
): Record<string, string[]> {
  const parts: Record<string, string[]> = {};
  for (const file of files) {
    const part = partOf(file);
    if (part !== undefined) (parts[part] ??= []).push(file);
  }
  return parts;
}

function sourcePart(file: string): string | undefined {
  const [source, folder] = relative(packageRoot, file).split(sep);
  return source === 'src' ? `src/${folder}` : undefined;
}

function claimPart(root: string, file: string): string | undefined {
  return sourcePart(file) === undefined ? relative(root, file).split(sep).join('/') : undefined;
}

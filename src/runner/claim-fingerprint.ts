import { isAbsolute, join, relative, sep } from 'node:path';
import { build, type OnResolveResult, type Plugin } from 'esbuild';
import { messageOf, UserError } from '#core';
import { combined, explainChange, fingerprint, type Fingerprint } from '#ledger';
import type { ClaimEntry } from './discover-claims.ts';
import { numericVersions, packageRoot } from './environment.ts';
import { changedSince, signaturesOf, type FileSignatures } from './file-signatures.ts';
import type { ClaimKeys } from './claim-keys.ts';
import { ownEntry } from './own-entries.ts';
import type { JudgeSettings } from './protocol.ts';

/** Folders that decide or describe what was trained, but make no number of a training run. */
const deciding = new Set(['src/claim', 'src/stats', 'src/ledger']);

/** What decides every claim, whatever its file imports. */
const judging = join(packageRoot, 'src/claim/judge.ts');

type Settings = Pick<JudgeSettings, 'tier' | 'family' | 'seedBase' | 'engine'> & {
  /** What the `cpu` engine runs on, where it is not what it runs on in this process. */
  readonly basis?: string | undefined;
};

/**
 * The content keys of a claim: hashes of the sources that its file uses, by folder, and of the settings. The training
 * key of a claim on shared runs is of the file of the runs, so that it is the same for all their claims.
 */
export async function claimKeys(
  { file, runsFile = file }: Pick<ClaimEntry, 'file'> & { readonly runsFile?: string | undefined },
  root: string,
  settings: Settings,
): Promise<ClaimKeys> {
  const { tier, family, seedBase, engine, basis } = settings;
  const sources = await sourcesOf(file, root, engine);
  const { own, shared } = sources;
  const training = runsFile === file ? sources : await sourcesOf(runsFile, root, engine);
  const versions = {
    ...(await versionsFor(engine)),
    ...(await adapterOf(engine)),
    ...(basis && { 'cpu engine': basis }),
  };
  const making = Object.entries(training.shared).filter(([part]) => !deciding.has(part));
  const plain = { tier, 'seed family': family, 'seed base': String(seedBase), engine };
  return {
    fingerprint: { ...own, ...shared, ...versions, ...plain },
    salt: combined({ ...training.own, ...Object.fromEntries(making), ...versions }),
    files: { ...sources.files, ...training.files },
  };
}

interface Sources {
  readonly own: Fingerprint;
  readonly shared: Fingerprint;
  readonly files: FileSignatures;
}

/** Hashes of what a file uses on an engine: each file of the claims folder, and each folder of `src/`. */
async function sourcesOf(file: string, root: string, engine: string): Promise<Sources> {
  const used = (await usedBy(file)).filter((path) => isOfEngine(path, engine));
  const files = signaturesOf(used);
  const [own, shared] = await Promise.all([
    fingerprint({ root, files: partsOf(used, (path) => claimPart(root, path)) }),
    fingerprint({ root: packageRoot, files: partsOf(used, sourcePart) }),
  ]);
  // Edited while it was hashed: once more.
  return changedSince(files).length > 0 ? sourcesOf(file, root, engine) : { own, shared, files };
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

/** Folders that one engine alone has: a change there makes no evidence of another engine stale. */
const foldersOfEngines = [
  { folder: join('src', 'engine', 'native'), engine: 'cpu' },
  { folder: join('src', 'engine', 'webgpu'), engine: 'webgpu' },
];

/** Packages that one engine alone runs on. */
const packagesOfEngines: Readonly<Record<string, string>> = { webgpu: 'webgpu' };

async function versionsFor(engine: string): Promise<Record<string, string>> {
  const versions = Object.entries(await numericVersions());
  return Object.fromEntries(versions.filter(([name]) => (packagesOfEngines[name] ?? engine) === engine));
}

/** What computes on a WebGPU machine: numbers of a software adapter must not stand for those of a GPU. */
async function adapterOf(engine: string): Promise<Record<string, string>> {
  if (engine !== 'webgpu') return {};
  const { describeEngines } = await import('#engine');
  const described = (await describeEngines()).find(({ name }) => name === engine);
  return { 'webgpu adapter': described!.detail };
}

function isOfEngine(file: string, engine: string): boolean {
  const path = relative(packageRoot, file);
  return foldersOfEngines.every((own) => own.engine === engine || !path.startsWith(own.folder + sep));
}

/** The files of which something is left when what the file and its judge do not use is shaken off. */
async function usedBy(file: string): Promise<string[]> {
  try {
    const { metafile } = await build({
      entryPoints: [file, judging],
      outdir: packageRoot,
      absWorkingDir: packageRoot,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      metafile: true,
      write: false,
      logLevel: 'silent',
      plugins: [withoutSideEffects],
    });
    return Object.values(metafile.outputs)
      .flatMap(({ inputs }) => Object.entries(inputs))
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => (isAbsolute(path) ? path : join(packageRoot, path)))
      .filter((path, index, all) => all.indexOf(path) === index);
  } catch (error) {
    throw new UserError(`cannot follow the imports of ${file}: ${messageOf(error)}`, 'correct the file');
  }
}

/** Folders of `src/` whose files do something when they are imported: they register kernels and gradients. */
const acting = new Set(['ops', 'engine', 'cli', 'runner']);

/** Where imports lead, by folder and path: the claims of a suite import the same files, and asking takes half of the time. */
const resolved = new Map<string, OnResolveResult>();

/** Says of our own files that importing them does nothing, so that only what is used of an index counts. */
const withoutSideEffects: Plugin = {
  name: 'without side effects',
  setup(bundling) {
    bundling.onResolve({ filter: /^claimcheck(\/|$)/ }, ({ path }) => {
      const own = ownEntry(path);
      return own === undefined ? undefined : { path: own, sideEffects: false };
    });
    bundling.onResolve({ filter: /^[#.]/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === 'resolving') return undefined;
      const { importer, kind, namespace, resolveDir } = from;
      const key = [kind, resolveDir, path].join('\0');
      const known = resolved.get(key);
      if (known) return known;
      const options = { importer, kind, namespace, resolveDir, pluginData: 'resolving' };
      const found = await bundling.resolve(path, options);
      const [source, folder] = relative(packageRoot, found.path).split(sep);
      const pure = source === 'src' && !acting.has(folder!);
      const result = pure ? { ...found, sideEffects: false } : found;
      if (found.errors.length === 0) resolved.set(key, result);
      return result;
    });
  },
};

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

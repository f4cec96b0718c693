import { combined, explainChange, type Fingerprint } from '#ledger';
import { type ClaimEntry, SuiteSources, type UsedSources } from '#sources';
import { numericVersions } from './environment.ts';
import type { ClaimKeys } from './claim-keys.ts';
import { codeParts, codeStates } from './code-states.ts';
import type { JudgeSettings } from './protocol.ts';

/** Folders that decide or describe what was trained, but make no number of a training run. */
const deciding = new Set(['src/claim', 'src/stats', 'src/ledger']);

type Settings = Pick<JudgeSettings, 'tier' | 'family' | 'seedBase' | 'engine'> & {
  /** What the `cpu` engine runs on, where it is not what it runs on in this process. */
  readonly basis?: string | undefined;
};

/** A claim as far as its keys depend on it. */
export interface KeyedClaim extends Pick<ClaimEntry, 'file'> {
  /** Of the runs that it shares. */
  readonly runsFile?: string | undefined;
  /** Folders of code that its arms run. */
  readonly code?: readonly string[] | undefined;
  /** Its parts of the fingerprint that are of data sets. */
  readonly data?: Fingerprint | undefined;
}

/**
 * The content keys of a claim: hashes of the sources that its file uses, by folder, and of the settings. The training
 * key is of what makes numbers: of a claim on shared runs the file of the runs, so that it is the same for all their claims, of
 * others the file without what only judges and describes.
 * @param sources those of a suite, where keys are made of several of its claims at once
 */
export async function claimKeys(
  { file, runsFile = file, code = [], data = {} }: KeyedClaim,
  root: string,
  settings: Settings,
  suite = new SuiteSources(),
): Promise<ClaimKeys> {
  const { tier, family, seedBase, engine, basis } = settings;
  const judged = await suite.usedBy(file, root, engine);
  const trained = await suite.usedBy(runsFile, root, engine, true);
  const versions = {
    ...(await versionsFor(engine)),
    ...(await adapterOf(engine)),
    ...(basis && { 'cpu engine': basis }),
  };
  const making = Object.entries(trained.shared).filter(([part]) => !deciding.has(part));
  const states = await codeStates(code);
  const outside = { ...codeParts(states, root), ...data };
  const plain = { tier, 'seed family': family, 'seed base': String(seedBase), engine };
  return {
    fingerprint: { ...ownOf(judged, versions), ...judged.shared, ...outside, ...versions, ...plain },
    salt: combined({ ...ownOf(trained, versions), ...Object.fromEntries(making), ...outside, ...versions }),
    files: { ...judged.files, ...trained.files },
    code: states,
    data,
  };
}

/** The files of the claim, and the packages that they import: those that this package has as well are among its versions. */
function ownOf({ own, packages }: UsedSources, versions: Readonly<Record<string, string>>): Fingerprint {
  const others = Object.entries(packages).filter(([name, version]) => versions[name] !== version);
  return { ...own, ...Object.fromEntries(others.map(([name, version]) => [`package ${name}`, version])) };
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

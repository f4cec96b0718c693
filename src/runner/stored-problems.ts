import { evidenceProblems, type EvidenceProblem } from '#claim';
import { canonicalJson, UserError } from '#core';
import { digestOf, storedDigest } from '#ledger';
import type { StoredEvidence } from '#report';

/**
 * What of an evidence file does not follow from the rest of it: from its seeds' numbers, from the fingerprint of its run, or
 * from its digest.
 * @param json the file's content
 * @param stored the same as it is used
 */
export function storedProblems(json: unknown, stored: StoredEvidence): EvidenceProblem[] {
  return [...evidenceProblems(stored.evidence), ...settingProblems(stored), ...digestProblems(json)];
}

/** How the evidence says that it was judged, against the fingerprint of its run. */
function settingProblems({ evidence, run }: StoredEvidence): EvidenceProblem[] {
  const { environment, fingerprint } = run;
  const { packages } = environment;
  // A claim of which nothing is compiled is computed by the processor, whatever engine was asked for.
  const compiled = 'src/engine' in fingerprint || environment.engine !== 'cpu';
  const told: readonly (readonly [path: string, stored: string, part: string])[] = [
    ['tier', evidence.tier, 'tier'],
    ['seedFamily', evidence.seedFamily, 'seed family'],
    ['seedBase', String(evidence.seedBase), 'seed base'],
    ...(compiled ? [['run.environment.engine', environment.engine, 'engine'] as const] : []),
    ...Object.entries(packages).flatMap(([name, version]) =>
      name in fingerprint ? [[`run.environment.packages.${name}`, version, name] as const] : [],
    ),
  ];
  return told
    .filter(([, stored, part]) => fingerprint[part] !== stored)
    .map(([path, stored, part]) => ({ path, stored, derived: fingerprint[part] }));
}

function digestProblems(json: unknown): EvidenceProblem[] {
  const [stored, derived] = [storedDigest(json), digestOf(json as object)];
  return stored === derived ? [] : [{ path: 'digest of all that it holds', stored, derived }];
}

/** Problems that are named in one message. */
const named = 3;

/**
 * That an evidence file was edited, with what disagrees.
 * @param problems at least one
 */
export function damagedEvidence(path: string, problems: readonly EvidenceProblem[]): UserError {
  const more = problems.length > named ? [`${problems.length - named} more`] : [];
  const shown = [...problems.slice(0, named).map(problemText), ...more].join('; ');
  return new UserError(
    `evidence file ${path} is damaged (${shown})`,
    'verify again: what does not follow is set aside and judged anew',
  );
}

function problemText({ path, stored, derived }: EvidenceProblem): string {
  return `${path}: stored ${brief(stored)}, derived ${brief(derived)}`;
}

/** Characters of a value that are shown. */
const width = 60;

function brief(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = canonicalJson(value);
  return text.length > width ? `${text.slice(0, width)}…` : text;
}

import { resolve } from 'node:path';
import type { Evidence } from '#claim';
import { messageOf, type Tier } from '#core';
import { KeptFiles, type SuiteSources } from '#sources';
import { evidencePlaces, type EvidenceFolders, type EvidencePlace } from './evidence-places.ts';

const fields = [
  ...(['id', 'kind', 'tier', 'verdict', 'inconclusive', 'expected', 'seeds', 'successes'] as const),
  ...(['seedFamily', 'protocol'] as const),
] as const;

/** What a list says of evidence. */
export type BriefEvidence = Pick<Evidence, (typeof fields)[number]>;

/** Evidence of a claim, or why what is there cannot be read. */
export type KnownVerdict = { readonly place: EvidencePlace } & (
  { readonly evidence: BriefEvidence } | { readonly problem: string }
);

interface Wanted {
  readonly folders: EvidenceFolders;
  /** Any where it is undefined. */
  readonly tier: Tier | undefined;
  /** File that keeps what was read. */
  readonly kept: string;
  readonly suite: SuiteSources;
}

/**
 * The verdicts of claims, each of the evidence that `show` would show. Evidence is derived again when it is new, which takes a
 * second or two for all of it, and what it says is kept until its file changes.
 */
export async function knownVerdicts(
  ids: readonly string[],
  { folders, tier, kept: path, suite }: Wanted,
): Promise<ReadonlyMap<string, KnownVerdict>> {
  const kept = new KeptFiles<BriefEvidence>(path, fields.join(), () => suite.readers());
  const verdicts = new Map<string, KnownVerdict>();
  for (const id of ids) {
    for (const place of evidencePlaces(id, folders)) {
      if (tier !== undefined && place.published !== undefined && place.published !== tier) continue;
      const known = await knownOf(id, place, kept);
      if (tier !== undefined && 'evidence' in known && known.evidence.tier !== tier) continue;
      verdicts.set(id, known);
      break;
    }
  }
  kept.save();
  return verdicts;
}

async function knownOf(
  id: string,
  place: EvidencePlace,
  kept: KeptFiles<BriefEvidence>,
): Promise<KnownVerdict> {
  const { folder, path, published } = place;
  try {
    const evidence = await kept.of(resolve(path), async () => {
      const { readEvidence, readPublished } = await import('#runner');
      const stored = published ? readPublished(folder, published, id) : readEvidence(folder, id);
      return briefOf(stored.evidence);
    });
    return { place, evidence };
  } catch (error) {
    return { place, problem: messageOf(error) };
  }
}

function briefOf(evidence: Evidence): BriefEvidence {
  const known = fields.flatMap((field) => (field in evidence ? [[field, evidence[field]] as const] : []));
  return Object.fromEntries(known) as unknown as BriefEvidence;
}

import { UserError, type Tier } from '#core';
import type { StoredEvidence } from '#report';
import { discoverClaims, selectClaims } from '#sources';
import { evidencePlaces, type EvidenceFolders, type EvidencePlace } from './evidence-places.ts';
import { ledgerFolder } from './options.ts';

interface Wanted {
  readonly folders: EvidenceFolders;
  /** Folder of claim files. */
  readonly claims: string;
  /** Any where it is undefined. */
  readonly tier: Tier | undefined;
}

/** Evidence, and where else there is some of the same claim. */
export interface FoundEvidence {
  readonly stored: StoredEvidence;
  /** Its sources have changed since it was judged. */
  readonly stale: boolean;
  readonly place: EvidencePlace;
  readonly elsewhere: readonly { readonly tier: Tier; readonly folder: string }[];
}

/**
 * The evidence of a claim: what was verified into a folder before what was published.
 * @param asked an id, or a filter as of `verify` that names one claim
 * @throws UserError when that names no or several claims, there is no such evidence, or it does not follow
 */
export async function evidenceOf(asked: string, wanted: Wanted): Promise<FoundEvidence> {
  const { folders, claims, tier } = wanted;
  const id = evidencePlaces(asked, folders).length > 0 ? asked : theOnlyOne(asked, wanted);
  const { evidenceToShow } = await import('#runner');
  const others: FoundEvidence['elsewhere'][number][] = [];
  let found: Omit<FoundEvidence, 'elsewhere'> | undefined;
  for (const place of evidencePlaces(id, folders)) {
    const { folder, published } = place;
    if (published && (found || (tier ?? published) !== published)) {
      others.push({ tier: published, folder });
      continue;
    }
    const shown = await evidenceToShow({ claims, ledger: ledgerFolder, out: folder, published }, id);
    const own = shown.stored.evidence.tier;
    if ((tier ?? own) === own) found = { ...shown, place };
    else others.push({ tier: own, folder });
  }
  if (found) return { ...found, elsewhere: others };
  throw noEvidence(id, wanted, others);
}

/** The one claim that a filter names. */
function theOnlyOne(filter: string, { folders, claims }: Wanted): string {
  const ids = selectClaims(discoverClaims(claims), [filter]).map(({ id }) => id);
  if (ids.length === 1) return ids[0]!;
  const judged = ids.filter((id) => evidencePlaces(id, folders).length > 0);
  const others = ids.filter((id) => !judged.includes(id));
  const hint = [judged, others].filter((some) => some.length > 0).map((some) => some.join(', '));
  throw new UserError(
    `"${filter}" names ${ids.length} claims`,
    `write one of ${hint.join('; there is no evidence of ')}`,
  );
}

function noEvidence(
  id: string,
  { folders: { out, reports }, tier }: Wanted,
  others: FoundEvidence['elsewhere'],
): UserError {
  const looked = [out, reports].filter((folder) => folder !== undefined).join(' or ');
  const there = others.map((other) => `of tier ${other.tier} in ${other.folder}`).join(', ');
  const judge = `judge it: claimcheck verify ${id}${tier === undefined ? '' : ` --tier ${tier}`}`;
  return new UserError(
    `there is no evidence of ${id}${tier === undefined ? '' : ` at tier ${tier}`} in ${looked}`,
    there === '' ? judge : `there is evidence ${there}; ${judge}`,
  );
}

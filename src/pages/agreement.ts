import {
  combinedText,
  combineEvidence,
  contraryText,
  verdictWords,
  type CollectedEvidence,
  type CombinedEvidence,
} from '#report';

/** Whether other tiers, seeds and engines gave a claim's verdict as well. */
export interface Agreement {
  /** In a word, for a column and its filter. */
  readonly word: 'alone' | 'agree' | 'tiers disagree' | 'replications disagree' | 'all disagree';
  /** What other tiers gave, where one gave another verdict. */
  readonly tiers?: string;
  /** What it gives together with its replications, where there are any that can be combined. */
  readonly combined?: CombinedEvidence;
  /** Why replications are not combined, or what is wrong with some. */
  readonly problems: readonly string[];
}

/**
 * Holds a verdict beside those of other tiers and those of its replications.
 * @param others evidence of the same claim at all tiers
 */
export function agreementOf(entry: CollectedEvidence, others: readonly CollectedEvidence[]): Agreement {
  const { stored, tier } = entry;
  if (!stored) return { word: 'alone', problems: [] };
  const { verdict } = stored.evidence;
  const elsewhere = others.filter((other) => other.id === entry.id && other.tier !== tier && other.stored);
  const differing = elsewhere.filter((other) => other.stored!.evidence.verdict !== verdict);
  const { combined, problems } = together(entry);
  const contrary = combined?.contributions.some(({ evidence }) => evidence.verdict !== verdict) ?? false;
  const alone = elsewhere.length === 0 && !combined;
  return {
    word: alone ? 'alone' : wordOf(differing.length > 0, contrary),
    ...(differing.length > 0 && { tiers: `The tiers disagree: ${differing.map(tierText).join('; ')}.` }),
    ...(combined && { combined }),
    problems,
  };
}

/** What a claim gives with its replications, in sentences. */
export function combinedLines(combined: CombinedEvidence): readonly string[] {
  const contrary = contraryText(combined);
  return [
    `All seeds together: ${combinedText(combined)}.`,
    ...(contrary === undefined ? [] : [`${contrary}.`]),
  ];
}

function together(entry: CollectedEvidence): Pick<Agreement, 'combined' | 'problems'> {
  const { replications = [], unreadReplications: problems = [], stored } = entry;
  if (replications.length === 0) return { problems };
  try {
    return { combined: combineEvidence([{ from: 'published', ...stored! }, ...replications]), problems };
  } catch (error) {
    return { problems: [...problems, error instanceof Error ? error.message : String(error)] };
  }
}

function wordOf(tiers: boolean, replications: boolean): Agreement['word'] {
  if (tiers) return replications ? 'all disagree' : 'tiers disagree';
  return replications ? 'replications disagree' : 'agree';
}

function tierText({ tier, stored, stale }: CollectedEvidence): string {
  return `${verdictWords(stored!.evidence)} at tier ${tier}${stale ? ', of earlier sources' : ''}`;
}

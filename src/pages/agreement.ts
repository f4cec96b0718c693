import { plural, type CollectedEvidence, type PublishedRun, verdictWords } from '#report';

/** Whether other tiers, seeds and engines gave a claim's verdict as well. */
export interface Agreement {
  /** In a word, for a column and its filter. */
  readonly word: 'alone' | 'agree' | 'tiers disagree' | 'replications disagree' | 'all disagree';
  /** What other tiers gave, where one gave another verdict. */
  readonly tiers?: string;
  /** What other seeds and engines gave, where there are any, and whether one of them gave another verdict. */
  readonly replications?: { readonly text: string; readonly contrary: boolean };
}

/**
 * Holds a verdict beside those of other tiers and those of its replications.
 * @param others evidence of the same claim at all tiers
 */
export function agreementOf(entry: CollectedEvidence, others: readonly CollectedEvidence[]): Agreement {
  const { stored, tier } = entry;
  if (!stored) return { word: 'alone' };
  const { verdict } = stored.evidence;
  const elsewhere = others.filter((other) => other.id === entry.id && other.tier !== tier && other.stored);
  const differing = elsewhere.filter((other) => other.stored!.evidence.verdict !== verdict);
  const replications = replicationsOf(entry);
  const contrary = replications.filter((run) => run.verdict !== verdict);
  const alone = elsewhere.length + replications.length === 0;
  return {
    word: alone ? 'alone' : wordOf(differing.length > 0, contrary.length > 0),
    ...(differing.length > 0 && { tiers: `The tiers disagree: ${differing.map(tierText).join('; ')}.` }),
    ...(replications.length > 0 && {
      replications: { text: replicationText(replications, contrary), contrary: contrary.length > 0 },
    }),
  };
}

function wordOf(tiers: boolean, replications: boolean): Agreement['word'] {
  if (tiers) return replications ? 'all disagree' : 'tiers disagree';
  return replications ? 'replications disagree' : 'agree';
}

/** The last run of the same revision on each other seed base and engine. */
function replicationsOf({ stored, history = [] }: CollectedEvidence): readonly PublishedRun[] {
  const { evidence, run } = stored!;
  const own = keyOf({ seedBase: evidence.seedBase, engine: run.environment.engine });
  const last = new Map(
    history.filter(({ revision }) => revision === evidence.revision).map((one) => [keyOf(one), one]),
  );
  last.delete(own);
  return [...last.values()];
}

const keyOf = ({ seedBase, engine }: Pick<PublishedRun, 'seedBase' | 'engine'>): string =>
  `${seedBase} ${engine}`;

function tierText({ tier, stored, stale }: CollectedEvidence): string {
  return `${verdictWords(stored!.evidence)} at tier ${tier}${stale ? ', of earlier sources' : ''}`;
}

function replicationText(all: readonly PublishedRun[], contrary: readonly PublishedRun[]): string {
  const places = (runs: readonly PublishedRun[]): string =>
    runs.map(({ seedBase, engine }) => `seed base ${seedBase} (${engine})`).join(', ');
  const [first] = contrary;
  if (!first) {
    return `Judged again on other seeds or engines: the same verdict in ${plural(all.length, 'run')}, ${places(all)}.`;
  }
  const outcomes = contrary.map((run) => `${run.verdict} ${run.successes}/${run.seeds} on ${places([run])}`);
  return `Replications disagree: ${outcomes.join('; ')}; the same verdict in ${all.length - contrary.length} of ${all.length}.`;
}

import { existsSync } from 'node:fs';
import type { CollectedPaper } from '#report';
import { discoverClaims } from '#sources';
import { readmeBesideTable } from './tables/claim-tables.ts';
import { withReader } from './read-claims.ts';

/**
 * What claim files say of their papers: citation, what was not tested, README. A paper whose files cannot be read is left out:
 * what is in its evidence is shown anyway.
 */
export async function collectPapers(claims: string): Promise<readonly CollectedPaper[]> {
  if (!existsSync(claims)) return [];
  const entries = discoverClaims(claims);
  const papers = [...new Set(entries.map(({ paper }) => paper))];
  const ofPaper = (paper: string) => entries.filter((entry) => entry.paper === paper);
  return withReader(async (reader) => {
    const read = await reader.read(papers.map((paper) => ofPaper(paper)[0]!));
    const untested = await reader.each(
      papers.map((paper) => ({
        type: 'untested' as const,
        ...{ claims, paper, ids: ofPaper(paper).map(({ id }) => id) },
      })),
    );
    return papers.flatMap((paper, index): CollectedPaper[] => {
      const [first, answer] = [read[index]!, untested[index]!];
      if (!('facts' in first)) return [];
      const text = readmeBesideTable(claims, paper);
      return [
        {
          ...first.facts.source.paper,
          untested: answer.type === 'answered' ? answer.value : {},
          ...(text !== undefined && { text }),
        },
      ];
    });
  });
}

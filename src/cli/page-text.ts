import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pagePath, publishedFolder, type StoredEvidence } from '#report';
import type { EvidencePlace } from './evidence-places.ts';
import { defaultFolders, defaultSource } from './options.ts';

/** Where the page of evidence is, or the command that writes it. */
export function pageText({ evidence, run }: StoredEvidence, { folder, published }: EvidencePlace): string {
  const path = join(defaultFolders.pages, pagePath(evidence));
  // A page says when its evidence was judged: one of other evidence does not count.
  if (existsSync(path) && readFileSync(path, 'utf8').includes(run.finishedAt)) return path;
  const source = defaultSource();
  const covered = folder === source || (published && folder === publishedFolder(source, published));
  return `${path}, not written yet: claimcheck report${covered ? '' : ` --from ${folder}`} --open`;
}

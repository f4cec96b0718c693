import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { sitePages } from '#pages';
import type { CollectedEvidence } from '#report';
import { toyEvidence } from '../report/toy-evidence.ts';
import { toyRun as run } from '../report/toy-run.ts';

const holds: CollectedEvidence = {
  ...{ id: 'toy-paper/holds', tier: 'smoke' },
  stored: { evidence: toyEvidence(), run },
};

it('says what other seeds and engines gave, and where they gave something else', () => {
  const published = (changes = {}) => ({
    ...{
      judged: '2026-01-01T00:00:00Z',
      commit: null,
      revision: 1,
      seedBase: 0,
      engine: run.environment.engine,
    },
    ...{ verdict: 'supported' as const, successes: 8, seeds: 8, ...changes },
  });
  const texts = (...history: readonly ReturnType<typeof published>[]) => {
    const pages = new Map(sitePages([{ ...holds, history }]));
    const open = (path: string) => parseHTML(pages.get(path)!).document;
    const text = open('toy-paper/holds.smoke.html').body.textContent.replaceAll(/\s+/g, ' ');
    return [text, open('index.html').querySelector('tbody tr')!] as const;
  };
  const [alone, aloneRow] = texts(published());
  expect(alone).not.toContain('Judged again');
  expect(aloneRow.getAttribute('data-agreement')).toBe('alone');

  const [same, sameRow] = texts(published(), published({ seedBase: 7 }), published({ engine: 'webgpu' }));
  expect(same).toContain(
    `Judged again on other seeds or engines: the same verdict in 2 runs, seed base 7 (${run.environment.engine}), seed base 0 (webgpu).`,
  );
  expect(sameRow.getAttribute('data-agreement')).toBe('agree');

  // Of one seed base and engine the last run counts, and none of an earlier revision.
  const [other, otherRow] = texts(
    published({ seedBase: 7, verdict: 'inconclusive', successes: 5 }),
    published({ seedBase: 7, verdict: 'refuted', successes: 1 }),
    published({ seedBase: 9 }),
    published({ seedBase: 11, revision: 0, verdict: 'refuted' }),
  );
  expect(other).toContain(
    `Replications disagree: refuted 1/8 on seed base 7 (${run.environment.engine}); the same verdict in 1 of 2.`,
  );
  expect(otherRow.getAttribute('data-agreement')).toBe('replications disagree');
  expect(otherRow.textContent).toContain('replications disagree');
});

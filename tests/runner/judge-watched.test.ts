import { expect, it } from 'vitest';
import type { ResultStore } from '#core';
import descends from '../../fixtures/claims/trained/toy-paper/descends.claim.ts';
import { judgeWatched } from '../../src/runner/judge-watched.ts';

function memory(): ResultStore & { readonly saved: Map<string, unknown> } {
  const saved = new Map<string, unknown>();
  return { saved, load: (key) => saved.get(key), save: (key, value) => void saved.set(key, value) };
}

const options = { tier: 'smoke', seedBase: 0, engine: 'cpu', threads: 1, salt: 'toy' } as const;

it('tells what its programs gave beside another engine, also of batches that are read back', async () => {
  const results = memory();
  const trained = await judgeWatched(descends, { ...options, results });
  expect(trained.canary).toEqual([
    expect.objectContaining({ outcome: 'held', beside: 'reference', engine: 'cpu', replicas: 8, steps: 2 }),
  ]);
  const { size } = results.saved;
  const again = await judgeWatched(descends, { ...options, results });
  expect(again).toEqual(trained);
  expect(results.saved.size).toBe(size);
});

it('what the store has of a program in another batch is not held again', async () => {
  const results = memory();
  const first = await judgeWatched(descends, { ...options, results });
  const held = [...results.saved].find(([, value]) => (value as { outcome?: string }).outcome === 'held')!;
  results.saved.set(held[0], { ...(held[1] as object), share: 0.125 });
  const other = await judgeWatched(descends, { ...options, results, salt: 'another claim' });
  expect(other.canary).toEqual([{ ...first.canary[0], share: 0.125 }]);
});

it('changes no number, and needs no store', async () => {
  const { evidence } = await judgeWatched(descends, options);
  const reference = await judgeWatched(descends, { ...options, engine: 'reference' });
  expect(reference.canary).toEqual([
    {
      outcome: 'skipped',
      reason: 'the reference engine itself',
      program: 'descentStep',
      engine: 'reference',
    },
  ]);
  expect(evidence.verdict).toBe(reference.evidence.verdict);
});

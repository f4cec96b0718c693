import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { evidencePath } from '#report';
import { collectEvidence } from '../../src/runner/collect-evidence.ts';
import { storeEvidence } from '../../src/runner/evidence-store.ts';
import { temporaryFolders } from '../data/temporary-folder.ts';
import { toyStored } from './toy-stored.ts';

const newFolder = temporaryFolders();

it.each([
  ['edited', (text: string) => text.replace('"successes":8', '"successes":7')],
  ['cut off', (text: string) => text.slice(0, 400)],
])('a file that is %s is told with its tier, in whatever folder it lies', async (_, damaged) => {
  const out = newFolder();
  storeEvidence(out, toyStored({ id: 'toy-paper/sound' }));
  storeEvidence(out, toyStored());
  const path = evidencePath(out, 'toy-paper/holds');
  writeFileSync(path, damaged(readFileSync(path, 'utf8')));
  const told = await collectEvidence(out, join(out, 'claims'));
  expect(told.map(({ id, tier, problem }) => [id, tier, problem === undefined])).toEqual([
    ['toy-paper/holds', 'smoke', false],
    ['toy-paper/sound', 'smoke', true],
  ]);
});

import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClaimFacts } from '#claim';
import { discoverClaims, readKept, SuiteSources, type ClaimEntry } from '#sources';
import { smallSuite, type SmallSuite } from './small-package.ts';

const one = 'claims/toy/one.claim.ts';

beforeEach(() => {
  vi.useRealTimers();
});

/** Reads the claims of a suite whose files are old enough to be told apart; the names of those that were imported. */
async function imported(suite: SmallSuite, whileReading?: () => void): Promise<string[]> {
  vi.setSystemTime(Date.now() + 60_000);
  const names: string[] = [];
  const read = (entries: readonly ClaimEntry[]) => {
    whileReading?.();
    names.push(...entries.map(({ id }) => id));
    return Promise.resolve(
      entries.map((entry) =>
        entry.id === 'toy/broken'
          ? { entry, error: 'no claim' }
          : { entry, facts: { id: entry.id } as ClaimFacts },
      ),
    );
  };
  const entries = discoverClaims(join(suite.folder, 'claims'));
  const ledger = join(suite.folder, 'ledger');
  const home = new SuiteSources(join(ledger, 'sources.json'), join(suite.folder, 'src'));
  const answers = await readKept(entries, { ledger, read, suite: home });
  expect(answers.map(({ entry }) => entry)).toEqual(entries);
  expect(answers.map((answer) => ('facts' in answer ? answer.facts.id : answer.error))).toEqual(
    entries.map(({ id }) => (id === 'toy/broken' ? 'no claim' : id)),
  );
  return names;
}

describe('readKept', () => {
  it('imports a claim again only when a file has changed that it was read from', async () => {
    const suite = smallSuite({
      [one]: "import { size } from './setting.ts';\nexport default size;",
      'claims/toy/setting.ts': 'export const size = 1;',
      'claims/toy/two.claim.ts': 'export default 2;',
    });
    expect(await imported(suite)).toEqual(['toy/one', 'toy/two']);
    expect(await imported(suite)).toEqual([]);
    suite.write({ 'claims/toy/setting.ts': 'export const size = 2;' });
    expect(await imported(suite)).toEqual(['toy/one']);
    suite.write({ 'src/runner/worker.ts': 'export const worker = 2;' });
    expect(await imported(suite)).toEqual(['toy/one', 'toy/two']);
    suite.write({ 'claims/toy/three.claim.ts': 'export default 3;' });
    expect(await imported(suite)).toEqual(['toy/three']);
  });

  it('imports what could not be read once more, and what was edited meanwhile', async () => {
    const suite = smallSuite({
      [one]: 'export default 1;',
      'claims/toy/broken.claim.ts': 'export default 2;',
    });
    expect(await imported(suite, () => suite.write({ [one]: 'export default 11;' }))).toEqual([
      'toy/broken',
      'toy/one',
    ]);
    expect(await imported(suite)).toEqual(['toy/broken', 'toy/one']);
    expect(await imported(suite)).toEqual(['toy/broken']);
  });
});

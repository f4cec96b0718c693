import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { evidencePath } from '#report';
import { storeEvidence } from '../../src/runner/evidence-store.ts';
import { elevenOfTwelve, toyStored } from '../runner/toy-stored.ts';
import { broken, enterFolder, runMain, toys } from './run-main.ts';

describe('claimcheck list', () => {
  it('names every claim with what it states', async () => {
    enterFolder();
    const { code, stdout } = await runMain('list', '--claims', toys);
    expect(code).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "- toy-paper/fails: not judged
        A toy that is hardly pushed moves.
      - toy-paper/finding (expected refuted): not judged
        A toy moves when it is looked at.
      - toy-paper/holds: not judged
        A pushed toy moves.
      - toy-paper/theorem (invariant): not judged
        Two toys weigh the same in either order.
      "
    `);
  });

  it('--json is for programs', async () => {
    enterFolder();
    const { stdout } = await runMain('list', '--claims', toys, '--json');
    const listed = JSON.parse(stdout) as unknown[];
    expect(listed).toHaveLength(4);
    expect(listed[1]).toMatchObject({
      id: 'toy-paper/finding',
      kind: 'empirical',
      statement: 'A toy moves when it is looked at.',
      source: { title: 'On Toys', at: 'Fig. 1' },
      expected: { smoke: 'refuted', standard: 'refuted' },
      tiers: ['smoke', 'standard'],
      verdict: null,
    });
  });

  it('a file that defines no claim is told, exit 2, and the others are listed', async () => {
    enterFolder();
    const { code, stdout, stderr } = await runMain('list', '--claims', broken);
    expect(code).toBe(2);
    expect(stdout).toContain('toy-paper/holds: not judged\n  A pushed toy moves.');
    expect(stderr).toMatch(
      /error: .*no-margin\.claim\.ts: claim toy-paper\/no-margin: effect\.margin is missing/,
    );
    expect(stderr).toMatch(
      /error: .*no-claim\.claim\.ts has no claim as its default export\n +end the file with/,
    );
  });
});

/** A folder in which one toy was judged and published, one was published alone, and one has evidence that is no evidence. */
function judged(): string {
  const folder = enterFolder();
  storeEvidence('claimcheck-out', toyStored());
  storeEvidence('reports', toyStored({ tier: 'standard' }));
  const finding = { id: 'toy-paper/finding', tier: 'standard', expected: 'refuted' } as const;
  storeEvidence('reports', toyStored(finding));
  storeEvidence(join('reports', 'real'), toyStored({ ...finding, tier: 'real', expected: 'supported' }));
  writeFileSync(evidencePath('claimcheck-out', 'toy-paper/theorem'), '{"schemaVersion": 2, "id"');
  return folder;
}

const heads = async (...args: readonly string[]): Promise<string[]> =>
  (await runMain('list', '--claims', toys, ...args)).stdout.split('\n').filter((line) => /^\S/.test(line));

describe('claimcheck list, of claims that were judged', () => {
  it('has the verdict of each, from here or else what is published', async () => {
    judged();
    const listed = [
      '- toy-paper/fails: not judged',
      '✗ toy-paper/finding (expected refuted): supported 8/8, standard, published',
      '✓ toy-paper/holds: supported 8/8, smoke, here',
      '✗ toy-paper/theorem (invariant): its evidence is damaged, as "claimcheck show toy-paper/theorem" says',
    ];
    // So that no source is too young for what was read with it to be kept.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
    expect(await heads()).toEqual(listed);
    vi.useRealTimers();
    const kept = join('.claimcheck', 'ledger', 'verdicts.json');
    expect(readFileSync(kept, 'utf8')).toContain('toy-paper/finding');
    expect(await heads()).toEqual(listed);
    storeEvidence('claimcheck-out', toyStored(elevenOfTwelve()));
    expect((await heads())[2]).toBe('✓ toy-paper/holds: supported 11/12, smoke, here');
  });

  it('of a tier, and of folders that are named', async () => {
    judged();
    expect(await heads('--tier', 'standard', 'fin', 'holds')).toEqual([
      '✗ toy-paper/finding (expected refuted): supported 8/8, standard, published',
      '✓ toy-paper/holds: supported 8/8, standard, published',
    ]);
    expect(await heads('--tier', 'real', 'fin', 'holds')).toEqual([
      '✓ toy-paper/finding (expected refuted): supported 8/8, real, published',
      '- toy-paper/holds: not judged at tier real',
    ]);
    expect(await heads('--reports', 'reports', 'holds')).toEqual([
      '✓ toy-paper/holds: supported 8/8, standard, published',
    ]);
    expect(await heads('--out', 'claimcheck-out', 'finding')).toEqual([
      '- toy-paper/finding (expected refuted): not judged',
    ]);
  });

  it('--json has it as data, what is kept as what was read', async () => {
    judged();
    const verdicts = async (): Promise<unknown[]> => {
      const { stdout } = await runMain('list', '--claims', toys, '--json');
      return (JSON.parse(stdout) as { readonly verdict: unknown }[]).map(({ verdict }) => verdict);
    };
    const first = await verdicts();
    expect(first).toMatchObject([
      null,
      { verdict: 'supported', tier: 'standard', asExpected: false, from: 'published' },
      {
        ...{ verdict: 'supported', successes: 8, seeds: 8, tier: 'smoke', asExpected: true, from: 'here' },
        file: evidencePath('claimcheck-out', 'toy-paper/holds'),
      },
      { from: 'here', problem: expect.stringContaining('is damaged (cut off at byte') as string },
    ]);
    expect(await verdicts()).toEqual(first);
  });

  it('takes the filters of verify', async () => {
    enterFolder();
    expect(await heads('toy-paper/f*', 'theo')).toHaveLength(3);
    expect(await heads('holds')).toEqual(['- toy-paper/holds: not judged']);
  });

  it('wraps to a terminal, below the beginning', async () => {
    enterFolder();
    process.stdout.isTTY ??= false;
    process.stdout.columns ??= 0;
    vi.spyOn(process.stdout, 'isTTY', 'get').mockReturnValue(true);
    vi.spyOn(process.stdout, 'columns', 'get').mockReturnValue(40);
    const { stdout } = await runMain('list', '--claims', toys, 'finding');
    vi.restoreAllMocks();
    expect(stdout).toBe(
      '- toy-paper/finding (expected refuted):\n  not judged\n  A toy moves when it is looked at.\n',
    );
  });
});

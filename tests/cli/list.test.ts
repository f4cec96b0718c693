import { describe, expect, it } from 'vitest';
import { broken, enterFolder, runMain, toys } from './run-main.ts';

describe('claimcheck list', () => {
  it('names every claim with what it states', async () => {
    enterFolder();
    const { code, stdout } = await runMain('list', '--claims', toys);
    expect(code).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "toy-paper/fails
        A toy that is hardly pushed moves.
      toy-paper/finding (expected refuted)
        A toy moves when it is looked at.
      toy-paper/holds
        A pushed toy moves.
      toy-paper/theorem (invariant)
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
    });
  });

  it('a file that defines no claim is told, exit 2, and the others are listed', async () => {
    enterFolder();
    const { code, stdout, stderr } = await runMain('list', '--claims', broken);
    expect(code).toBe(2);
    expect(stdout).toContain('toy-paper/holds\n  A pushed toy moves.');
    expect(stderr).toMatch(
      /error: .*no-margin\.claim\.ts: claim toy-paper\/no-margin: effect\.margin is missing/,
    );
    expect(stderr).toMatch(
      /error: .*no-claim\.claim\.ts has no claim as its default export\n +end the file with/,
    );
  });
});

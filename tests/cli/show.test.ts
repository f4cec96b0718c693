import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Tier } from '#core';
import { evidencePath, publishedFolder } from '#report';
import { storeEvidence } from '../../src/runner/evidence-store.ts';
import { toyStored } from '../runner/toy-stored.ts';
import { enterFolder, runMain } from './run-main.ts';

/** A folder in which a toy claim was judged here and published at tiers. */
function project({ here, published }: { readonly here?: Tier; readonly published: readonly Tier[] }): void {
  enterFolder();
  if (here) storeEvidence('claimcheck-out', toyStored({ tier: here, statement: 'Judged here.' }));
  for (const tier of published) storeEvidence(publishedFolder('reports', tier), toyStored({ tier }));
}

/** Files of claims, with nothing in them. */
function claimFiles(...ids: readonly string[]): void {
  for (const id of ids) {
    mkdirSync(dirname(join('claims', id)), { recursive: true });
    writeFileSync(join('claims', `${id}.claim.ts`), '');
  }
}

const show = (...args: readonly string[]) => runMain('show', ...args);

describe('claimcheck show', () => {
  it('shows what was judged here, of the tier that it has, and says what else there is', async () => {
    project({ here: 'smoke', published: ['standard', 'smoke'] });
    const { code, stdout } = await show('toy-paper/holds');
    expect([code, stdout.split('\n').slice(0, 2)]).toEqual([0, ['toy-paper/holds', 'Judged here.']]);
    expect(stdout).toMatch(/\nfile {8}claimcheck-out\/evidence\/toy-paper\/holds\.json\n/);
    expect(stdout).toMatch(/\nelsewhere {3}tier standard in reports, tier smoke in reports\/smoke\n/);
  });

  it('else what is published, the standard tier before others, with its file and tier above', async () => {
    project({ published: ['smoke', 'real', 'standard'] });
    const lines = async (...args: readonly string[]) =>
      (await show('toy-paper/holds', ...args)).stdout.split('\n').slice(0, 3);
    const above = (tier: string, file: string): string[] => [
      `published evidence, tier ${tier}: ${file}`,
      '',
      'toy-paper/holds',
    ];
    expect(await lines()).toEqual(above('standard', 'reports/evidence/toy-paper/holds.json'));
    expect(await lines('--tier', 'real')).toEqual(
      above('real', 'reports/real/evidence/toy-paper/holds.json'),
    );
    project({ published: ['real', 'smoke'] });
    expect(await lines()).toEqual(above('smoke', 'reports/smoke/evidence/toy-paper/holds.json'));
  });

  it('--json is the evidence file alone, and where it was read from is told beside it', async () => {
    project({ published: ['standard'] });
    const { stdout, stderr } = await show('toy-paper/holds', '--json');
    const path = evidencePath('reports', 'toy-paper/holds');
    expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(path, 'utf8')));
    expect(stderr).toContain(`note: published evidence, tier standard: ${path}\n`);
  });

  it('a folder that is named is the only one', async () => {
    project({ here: 'smoke', published: ['standard'] });
    expect((await show('toy-paper/holds', '--reports', 'reports')).stdout).toMatch(
      /^published evidence, tier/,
    );
    expect((await show('toy-paper/holds', '--out', 'reports')).stdout).toMatch(
      /^toy-paper\/holds\nToys work/,
    );
    claimFiles('toy-paper/holds');
    expect(await show('toy-paper/holds', '--out', 'mine')).toMatchObject({
      code: 2,
      stdout: '',
      stderr:
        'error: there is no evidence of toy-paper/holds in mine\n  judge it: claimcheck verify toy-paper/holds\n',
    });
  });

  it('where there is none of a tier, says which there are and what judges it', async () => {
    project({ here: 'smoke', published: ['standard'] });
    expect(await show('toy-paper/holds', '--tier', 'paper')).toMatchObject({
      code: 2,
      stderr:
        'error: there is no evidence of toy-paper/holds at tier paper in claimcheck-out or reports\n' +
        '  there is evidence of tier smoke in claimcheck-out, of tier standard in reports; judge it: claimcheck verify toy-paper/holds --tier paper\n',
    });
    expect((await show('toy-paper/holds', '--tier', 'standard')).stdout).toMatch(/^published evidence/);
    expect((await show('toy-paper/holds', '--tier', 'huge')).stderr).toContain('unknown tier "huge"');
  });

  it('takes a part of an id, and names the claims where it is one of several', async () => {
    project({ published: ['standard'] });
    claimFiles('toy-paper/holds', 'toy-paper/holds-not', 'other/theorem');
    expect((await show('holds')).stderr).toBe(
      'error: "holds" names 2 claims\n  write one of toy-paper/holds; there is no evidence of toy-paper/holds-not\n',
    );
    expect((await show('holds-not')).stderr).toContain('there is no evidence of toy-paper/holds-not in');
    storeEvidence('reports', toyStored({ id: 'other/theorem' }));
    expect((await show('theorem')).stderr).toContain(
      `${evidencePath('reports', 'other/theorem')} is evidence of tier smoke`,
    );
    storeEvidence('reports', toyStored({ id: 'other/theorem', tier: 'standard', seedFamily: 'dev' }));
    expect((await show('theorem')).stderr).toContain('is evidence of development seeds');
    storeEvidence('reports', toyStored({ id: 'other/theorem', tier: 'standard' }));
    expect((await show('theorem')).stdout).toContain('\nother/theorem\n');
  });

  it('says where the page is, or what writes it, and that sources have changed', async () => {
    project({ here: 'smoke', published: ['standard'] });
    claimFiles('toy-paper/holds');
    const page = join('claimcheck-report', 'toy-paper', 'holds.smoke.html');
    const shown = async (...args: readonly string[]) =>
      (await show('toy-paper/holds', ...args)).stdout.replaceAll(/\s+/g, ' ');
    const before = await shown();
    expect(before).toContain(
      `page ${page}, not written yet: claimcheck report --from claimcheck-out --open `,
    );
    expect(before).toContain(
      'sources they have changed since; to judge it anew: claimcheck verify toy-paper/holds --tier smoke ',
    );
    expect(await shown('--tier', 'standard')).toContain(
      'holds.standard.html, not written yet: claimcheck report --open ',
    );
    await runMain('report', '--from', 'claimcheck-out');
    expect(await shown()).toContain(`page ${page} elsewhere`);
    storeEvidence('claimcheck-out', toyStored({}, { finishedAt: '2026-02-03T00:00:00.000Z' }));
    expect(await shown()).toContain(`page ${page}, not written yet`);
  });

  it('is as wide as the terminal, of 100 columns where there is none, and never wider than one reads', async () => {
    project({ here: 'smoke', published: [] });
    storeEvidence('claimcheck-out', toyStored({ statement: 'Toys work, '.repeat(30) }));
    const longest = async (columns?: number): Promise<number> => {
      vi.spyOn(process.stdout, 'isTTY', 'get').mockReturnValue(columns !== undefined);
      vi.spyOn(process.stdout, 'columns', 'get').mockReturnValue(columns ?? 0);
      const { stdout } = await show('toy-paper/holds', '--claims', 'none');
      vi.restoreAllMocks();
      return Math.max(...stdout.split('\n').map((line) => line.length));
    };
    process.stdout.isTTY ??= false;
    process.stdout.columns ??= 0;
    for (const [columns, most] of [
      [60, 60],
      [300, 120],
      [0, 100],
      [undefined, 100],
    ] as const) {
      const width = await longest(columns);
      expect(width).toBeLessThanOrEqual(most);
      expect(width).toBeGreaterThan(most - 12);
    }
  });
});

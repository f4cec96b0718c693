import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { storeEvidence } from '../../src/runner/evidence-store.ts';
import { toyStored } from '../runner/toy-stored.ts';
import { enterFolder, runMain, toys } from './run-main.ts';

const page = (...path: readonly string[]): string => readFileSync(join('claimcheck-report', ...path), 'utf8');

afterEach(() => vi.unstubAllEnvs());

describe('claimcheck report', () => {
  it('writes a page for each claim and tier that is published, and for one that was never judged', async () => {
    enterFolder();
    storeEvidence('reports', toyStored({ tier: 'standard' }));
    storeEvidence(join('reports', 'smoke'), toyStored());
    const { code, stdout } = await runMain('report', '--claims', toys);
    expect(code).toBe(0);
    expect(stdout).toContain('7 pages of 2 verdicts in claimcheck-report');
    expect(stdout).toContain('toy-paper/theorem at tier standard: it was not judged');
    const index = page('index.html');
    expect(index).toContain('href="toy-paper/holds.standard.html"');
    expect(index).toContain('href="toy-paper/holds.smoke.html"');
    expect(page('toy-paper', 'holds.standard.html')).toContain('href="../toy-paper/holds.smoke.html"');
    expect(page('toy-paper', 'index.html')).toContain('href="../toy-paper/holds.smoke.html"');
    // Published by nobody who has these sources.
    expect(page('toy-paper', 'holds.smoke.html')).toContain('The sources have changed');
  });

  it('tells of a damaged file, and writes all else', async () => {
    enterFolder();
    storeEvidence('claimcheck-out', toyStored());
    mkdirSync(join('claimcheck-out', 'evidence', 'other'), { recursive: true });
    writeFileSync(join('claimcheck-out', 'evidence', 'other', 'cut.json'), '{"schemaVersion": 2, "id"');
    const { code, stdout } = await runMain('report', '--claims', 'none');
    expect(code).toBe(0);
    expect(stdout).toContain('5 pages of 1 verdict in claimcheck-report');
    expect(stdout).toContain('other/cut at tier smoke');
    expect(page('other', 'cut.smoke.html')).toContain('There is no evidence of this claim');
  });

  it.runIf(process.platform === 'linux')('opens the index where something here opens files', async () => {
    enterFolder();
    storeEvidence('claimcheck-out', toyStored());
    const given = ['report', '--claims', 'none', '--open'] as const;
    vi.stubEnv('PATH', process.cwd());
    expect(await runMain(...given)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('open the file in a browser by hand') as string,
    });
    writeFileSync('xdg-open', '#!/bin/sh\necho "$1" > opened\n', { mode: 0o755 });
    expect(await runMain(...given)).toMatchObject({ code: 0 });
    expect(readFileSync('opened', 'utf8').trim()).toBe(join('claimcheck-report', 'index.html'));
  });

  it('says where evidence was looked for', async () => {
    enterFolder();
    expect(await runMain('report', '--from', 'elsewhere')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no folder elsewhere') as string,
    });
    mkdirSync('reports');
    expect(await runMain('report', '--claims', 'none')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no evidence in reports') as string,
    });
  });
});

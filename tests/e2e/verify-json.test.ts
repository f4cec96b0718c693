import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { linkedProject } from '../linked-project.ts';
import { runReportSchema } from '../runner/run-report-schema.ts';
import { summarySchema } from '../runner/summary-schema.ts';
import { broken, claimcheck, crashing, readJson, toys, workingFolder } from './claimcheck.ts';

const verify = ['verify', '--claims', toys, '--json'];
const reportOf = ({ stdout }: { readonly stdout: string }) => runReportSchema.parse(JSON.parse(stdout));
const summaryIn = (cwd: string) => summarySchema.parse(readJson(cwd, 'claimcheck-out', 'summary.json'));

describe('claimcheck verify --json', () => {
  it('prints of the claims of the run what the summary says of them, and nothing else', async () => {
    const cwd = workingFolder();
    const first = await claimcheck(cwd, [...verify, 'fails', 'theorem', '--explain']);
    expect(first.exitCode).toBe(1);
    const report = reportOf(first);
    const { errors, ...summary } = summaryIn(cwd);
    expect(errors).toEqual([]);
    expect(report).toEqual({
      ...summary,
      ...{
        unexpected: ['toy-paper/fails'],
        reused: [],
        refused: [],
        failed: [],
        unfinished: [],
        without: [],
      },
      out: 'claimcheck-out',
    });
    expect(first.stderr).toContain('toy-paper/fails is judged: there is no evidence yet');
    expect(first.stderr).toContain('] ✗ toy-paper/fails: refuted 0/8');

    // The folder holds more than this run has chosen.
    const second = await claimcheck(cwd, [...verify, 'fails', 'holds', 'finding']);
    expect(second.exitCode).toBe(1);
    const own = reportOf(second);
    const { claims } = summaryIn(cwd);
    expect(claims).toHaveLength(4);
    expect(own.claims).toEqual(claims.filter(({ id }) => id !== 'toy-paper/theorem'));
    expect(own.suite).toMatchObject({ supported: 1, refuted: 2, fdr: { tested: 3 } });
    expect([own.reused, own.unexpected]).toEqual([['toy-paper/fails'], ['toy-paper/fails']]);
  });

  it('says what was left out, and what could not be judged and why', async () => {
    const cwd = workingFolder();
    const some = await claimcheck(cwd, [...verify, 'holds', 'theorem', '--tier', 'paper']);
    expect([some.exitCode, reportOf(some)]).toMatchObject([
      0,
      { without: ['toy-paper/holds'], claims: [{ id: 'toy-paper/theorem' }] },
    ]);
    const died = await claimcheck(cwd, ['verify', '--claims', crashing, '--json']);
    expect(died.exitCode).toBe(1);
    const { failed, claims } = reportOf(died);
    expect(claims.map(({ id }) => id)).toEqual(['toy-paper/holds']);
    expect(failed.map(({ id }) => id).sort()).toEqual(['toy-paper/dies', 'toy-paper/throws']);
  });

  it('is a document where every claim is refused, and none where the command is wrong', async () => {
    const cwd = workingFolder();
    const refused = await claimcheck(cwd, ['verify', '--claims', broken, '--json', 'no-margin', 'no-claim']);
    expect(refused.exitCode).toBe(2);
    expect(reportOf(refused)).toMatchObject({
      claims: [],
      refused: [{ id: 'toy-paper/no-claim' }, { id: 'toy-paper/no-margin' }],
      suite: { supported: 0, fdr: { tested: 0 } },
    });
    const wrong = await claimcheck(cwd, [...verify, 'hodls']);
    expect([wrong.exitCode, wrong.stdout]).toEqual([2, '']);
  });
});

describe('claimcheck verify --json of a run that is stopped', () => {
  it('has what was decided, and the rest as unfinished', async () => {
    const cwd = workingFolder();
    const running = claimcheck(cwd, [...verify, 'theorem', 'holds'], { TOY_CHUNK_MS: '600000' });
    const evidence = join(cwd, 'claimcheck-out', 'evidence', 'toy-paper', 'theorem.json');
    while (!existsSync(evidence)) await pause(20);
    running.kill('SIGINT');
    const ended = await running;
    expect(ended.exitCode).toBe(130);
    const { claims, unfinished } = reportOf(ended);
    expect(claims.map(({ id }) => id)).toEqual(['toy-paper/theorem']);
    expect(unfinished).toEqual(['toy-paper/holds']);
    expect(ended.stderr).toContain('stopped: 1 of 2 claims decided');
  });

  it('has all that were chosen as unfinished before it is known what is to be judged', async () => {
    const cwd = linkedProject();
    writeFileSync(
      join(cwd, 'claims', 'toy-paper', 'holds.claim.ts'),
      `import { writeFileSync } from 'node:fs';\nwriteFileSync('importing', ''); for (;;);`,
    );
    const running = claimcheck(cwd, ['verify', 'holds', 'fails', '--json']);
    while (!existsSync(join(cwd, 'importing'))) await pause(20);
    running.kill('SIGTERM');
    const ended = await running;
    expect(ended.exitCode).toBe(143);
    expect(reportOf(ended)).toMatchObject({
      claims: [],
      unfinished: ['toy-paper/fails', 'toy-paper/holds'],
      tier: 'smoke',
    });
    expect(ended.stderr).toContain('stopped before anything was judged');
  });
});

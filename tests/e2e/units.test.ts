import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashOf } from '#core';
import { linkedProject } from '../linked-project.ts';
import { claimcheck, crashing, decided, filesBelow, readJson, toys, workingFolder } from './claimcheck.ts';

interface Listed {
  readonly key: string;
  readonly claims: readonly string[];
  readonly arm: string;
  readonly seconds: number | null;
  readonly megabytes: number | null;
  readonly done: boolean;
}

async function unitsOf(cwd: string, ...args: readonly string[]): Promise<readonly Listed[]> {
  const { stdout } = await claimcheck(cwd, ['plan', '--claims', toys, '--json', ...args]);
  return (JSON.parse(stdout) as { readonly units: readonly Listed[] }).units;
}

describe('claimcheck plan and work', () => {
  it(
    'units that processes of their own trained are assembled into the evidence of one run',
    { timeout: 240_000 },
    async () => {
      const chosen = ['holds', 'theorem'];
      const claims = ['--claims', toys, ...chosen];
      const [cwd, alone] = [workingFolder(), workingFolder()];
      const { stdout } = await claimcheck(cwd, ['plan', ...claims, '--json']);
      const plan = JSON.parse(stdout) as Record<string, unknown>;
      expect(Object.keys(plan)).toEqual(['tier', 'seedBase', 'engine', 'units']);
      expect(plan).toMatchObject({ tier: 'smoke', seedBase: 0, engine: 'cpu' });
      const units = await unitsOf(cwd, ...chosen);
      expect(units).toHaveLength(4);
      expect(units[0]).toEqual({
        key: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
        ...{ claims: ['toy-paper/holds'], runs: null, arm: 'pushed', seeds: [0, 8], look: 1 },
        ...{ seconds: null, megabytes: null, done: false },
      });

      const shares = [0, 1, 2].map((share) => units.filter((_, index) => index % 3 === share));
      for (const share of shares) {
        const { exitCode, stderr } = await claimcheck(cwd, [
          ...['work', '--claims', toys],
          ...share.map(({ key }) => key),
        ]);
        expect(stderr).toContain(`training ${share.length === 1 ? '1 unit' : '2 units'} on engine cpu`);
        expect(exitCode).toBe(0);
      }
      expect(filesBelow(cwd).filter((path) => path.includes('claimcheck-out'))).toEqual([]);
      expect((await unitsOf(cwd, ...chosen)).every(({ done }) => done)).toBe(true);

      const verified = await claimcheck(cwd, ['verify', ...claims]);
      const kept = verified.stderr.match(/judged again from kept numbers/g);
      expect(kept).toHaveLength(2);
      await claimcheck(alone, ['verify', ...claims]);
      for (const claim of chosen) {
        expect(decided(cwd, claim)).toEqual(decided(alone, claim));
        expect(fingerprintOf(cwd, claim)).toEqual(fingerprintOf(alone, claim));
      }
      expect(await unitsOf(cwd, ...chosen)).toEqual([]);
      // What they took is in the evidence, and tells what units on other seeds will take.
      const others = await unitsOf(cwd, ...chosen, '--seed-base', '1');
      expect(others.every(({ seconds, megabytes }) => seconds !== null && megabytes! > 10)).toBe(true);
    },
  );

  it('a claim whose first look does not decide needs its second', async () => {
    const project = linkedProject();
    const file = join(project, 'claims', 'toy-paper', 'holds.claim.ts');
    // Of 8 seeds at a level of 0.2 with noise some are on each side of the margin.
    writeFileSync(file, readFileSync(file, 'utf8').replace('walk(run, size, 1)', 'walk(run, size, 0.2)'));
    const claims = ['--claims', join(project, 'claims'), 'toy-paper/holds'];
    const cwd = workingFolder();
    const plan = async (): Promise<readonly (Listed & { readonly look: number })[]> => {
      const { stdout } = await claimcheck(cwd, ['plan', '--json', ...claims]);
      return (JSON.parse(stdout) as { readonly units: (Listed & { readonly look: number })[] }).units;
    };
    const first = await plan();
    expect(first.map(({ look }) => look)).toEqual([1, 1, 1]);
    const work = ['work', '--claims', join(project, 'claims'), ...first.map(({ key }) => key)];
    expect((await claimcheck(cwd, work)).exitCode).toBe(0);
    const second = await plan();
    expect(second.map(({ look }) => look)).toEqual([1, 1, 1, 2, 2, 2]);
    expect(second.map(({ done }) => done)).toEqual([true, true, true, false, false, false]);
  });

  it('as text: a line for each unit and what all take', async () => {
    const { stdout } = await claimcheck(workingFolder(), ['plan', '--claims', toys, 'holds', 'theorem']);
    expect(stdout).toMatch(/^key +time +memory +unit\n/);
    expect(stdout).toMatch(/\n[0-9a-f]{12} +unknown +unknown +toy-paper\/holds pushed, 0 to 8\n/);
    expect(stdout).toMatch(/\n[0-9a-f]{12} +unknown +unknown +toy-paper\/theorem property, 0 to 20\n/);
    expect(stdout).toContain('\n4 units, 0 done; 4 of unknown time');
  });
});

describe('claimcheck work', () => {
  it('what is done is said and is no error; a key may be cut short; one of no unit is refused by name', async () => {
    const cwd = workingFolder();
    const work = ['work', '--claims', toys];
    const [first, second] = (await unitsOf(cwd, 'holds')).map(({ key }) => key) as [string, string];
    const none = 'f'.repeat(64);
    const refused = await claimcheck(cwd, [...work, first, none]);
    expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
    expect(refused.stderr).toContain(
      `error: no unit of the plan has the key "${none}" at tier smoke, seed base 0, engine cpu`,
    );
    expect(refused.stderr).toContain('"claimcheck plan" with the same options lists the units');

    const both = await claimcheck(cwd, [...work, first, second.slice(0, 12)]);
    expect(both).toMatchObject({ exitCode: 0, stdout: '2 units trained; "claimcheck verify" judges' });
    const again = await claimcheck(cwd, [...work, first]);
    expect(again).toMatchObject({ exitCode: 0, stdout: '', stderr: 'note: 1 of 1 done already' });
    const which = await claimcheck(cwd, work);
    expect(which.exitCode).toBe(2);
    expect(which.stderr).toContain('error: which unit?');
  });

  it('a unit that fails is named with its claim, arm and what happened: exit 1, the others are trained', async () => {
    const cwd = workingFolder();
    const args = ['--claims', crashing, 'dies'];
    const { stdout } = await claimcheck(cwd, ['plan', '--json', ...args]);
    const { units } = JSON.parse(stdout) as { readonly units: readonly Listed[] };
    const work = ['work', '--claims', crashing, ...units.map(({ key }) => key)];
    const failed = await claimcheck(cwd, work);
    expect(failed.exitCode).toBe(1);
    expect(failed.stderr).toMatch(
      /✗ toy-paper\/dies pushed, 0 to 8: not trained \(unit [0-9a-f]{64}\): the worker process died/,
    );
    expect(failed.stderr).toContain(units[0]!.key);
    const after = await claimcheck(cwd, ['plan', '--json', ...args]);
    expect(JSON.parse(after.stdout)).toMatchObject({
      units: [{ done: false }, { done: true }, { done: true }],
    });
  });
});

function fingerprintOf(cwd: string, claim: string): unknown {
  const { run } = readJson(cwd, 'claimcheck-out', 'evidence', 'toy-paper', `${claim}.json`);
  return (run as { readonly fingerprint: unknown }).fingerprint;
}

describe('what a ledger keeps of an invariant', () => {
  it(
    'is tried anew where it was edited, and is evidence of no other claim',
    { timeout: 240_000 },
    async () => {
      const cwd = workingFolder();
      const [unit] = await unitsOf(cwd, 'theorem');
      await claimcheck(cwd, ['work', unit!.key, '--claims', toys]);
      const path = join(cwd, '.claimcheck', 'ledger', 'results', unit!.key.slice(0, 2), `${unit!.key}.json`);
      const stored = JSON.parse(readFileSync(path, 'utf8')) as { value: { evidence: object } };
      const edits = [
        { verdict: 'refuted', reason: 'edited' },
        { id: 'toy-paper/holds' },
        { id: '../../escaped/x' },
      ];
      for (const edit of edits) {
        const value = { ...stored.value, evidence: { ...stored.value.evidence, ...edit } };
        writeFileSync(path, JSON.stringify({ ...stored, value, sha256: hashOf(value) }));
        rmSync(join(cwd, 'claimcheck-out'), { recursive: true, force: true });
        const { exitCode, stdout } = await claimcheck(cwd, ['verify', 'theorem', '--claims', toys]);
        expect(exitCode, stdout).toBe(0);
        expect(decided(cwd, 'theorem')).toMatchObject({ id: 'toy-paper/theorem', verdict: 'supported' });
        expect(filesBelow(join(cwd, 'claimcheck-out')).filter((file) => file.includes('holds'))).toEqual([]);
      }
    },
  );

  it('a key of a few signs is refused', async () => {
    const { exitCode, stderr } = await claimcheck(workingFolder(), ['work', 'b', '--claims', toys]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('"b" is too short for a key');
  });
});

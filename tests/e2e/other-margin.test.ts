import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { linkedProject } from '../linked-project.ts';
import { claimcheck, readJson } from './claimcheck.ts';

const evidence = ['claimcheck-out', 'evidence', 'toy-paper', 'holds.json'];

it(
  'a claim with another margin and other words is judged from the numbers that were kept',
  { timeout: 240_000 },
  async () => {
    const folder = linkedProject();
    const log = join(folder, 'trained.txt');
    writeFileSync(log, '');
    const setting = join(folder, 'claims', 'toy-paper', 'setting.ts');
    appendFileSync(
      setting,
      `\nimport { appendFileSync } from 'node:fs';
export const logged: typeof walk = (run, size, level) => {
  appendFileSync(process.env['TOY_LOG']!, run.seeds.map((seed) => level + ' ' + seed + '\\n').join(''));
  return walk(run, size, level);
};\n`,
    );
    const path = join(folder, 'claims', 'toy-paper', 'holds.claim.ts');
    const text = readFileSync(path, 'utf8').replaceAll('walk', 'logged');
    const judge = async (claim: string) => {
      writeFileSync(path, claim);
      const { exitCode, stderr } = await claimcheck(folder, ['verify', 'toy-paper/holds'], { TOY_LOG: log });
      const trained = readFileSync(log, 'utf8').split('\n').slice(0, -1);
      writeFileSync(log, '');
      return { exitCode, stderr, trained: trained.length, evidence: readJson(folder, ...evidence) };
    };

    const first = await judge(text);
    expect(first).toMatchObject({ exitCode: 0, evidence: { verdict: 'supported' } });
    expect(first.trained).toBeGreaterThan(0);
    expect(first.stderr).not.toContain('kept numbers');

    const stricter = await judge(
      text.replace(/margin: [\d.]+/, 'margin: 99').replace(/states: '/, "states: 'Indeed: "),
    );
    expect(stricter).toMatchObject({ exitCode: 1, trained: 0, evidence: { successes: 0 } });
    expect(stricter.stderr).toMatch(/toy-paper\/holds: .*, judged again from kept numbers\)/);
    expect(stricter.evidence['statement']).toMatch(/^Indeed: /);
    expect(stricter.evidence['perSeed']).toEqual(first.evidence['perSeed']);

    const measured = await judge(text.replace('values.final!', '2 * values.final!'));
    expect(measured.trained).toBe(first.trained);
    expect(measured.stderr).not.toContain('kept numbers');
  },
);

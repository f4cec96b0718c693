import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { linkedProject } from '../linked-project.ts';
import { claimcheck, decided, filesBelow } from './claimcheck.ts';

/** A project in which `holds` edits the setting of its claim, when it is imported or in an arm while it is judged. */
function editing(edit: string, when: 'imported' | 'judged' = 'judged'): string {
  const cwd = linkedProject();
  const path = join(cwd, 'claims', 'toy-paper', 'holds.claim.ts');
  const editor = `
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
const edit = () => {
  const path = new URL('./setting.ts', import.meta.url);
  const text = readFileSync(path, 'utf8');
  const edited = ${edit};
  if (edited !== text) writeFileSync(path, edited);
};
`;
  const holds = readFileSync(path, 'utf8');
  const edited =
    when === 'imported'
      ? `edit();\n${holds}`
      : holds.replace(
          'pushed: (run, size) => walk(run, size, 1),',
          'pushed: (run, size) => { edit(); return walk(run, size, 1); },',
        );
  writeFileSync(path, editor + edited);
  return cwd;
}

const settingOf = (cwd: string): string => join(cwd, 'claims', 'toy-paper', 'setting.ts');
const setting = (cwd: string): string => readFileSync(settingOf(cwd), 'utf8');
const batches = (cwd: string): string[] =>
  filesBelow(join(cwd, '.claimcheck', 'ledger', 'results')).map((path) => path.split('/').at(-1)!);
const verify = ['verify', 'holds'];
const louder = "text.replace('normal(0, 0.02)', 'normal(0, 0.03)')";

describe('a claim whose files are edited while it is judged', () => {
  it('is judged again as it is then: evidence and ledger are those of a run after the edit', async () => {
    const cwd = editing(louder);
    const original = setting(cwd);
    expect((await claimcheck(cwd, verify)).exitCode).toBe(0);
    expect(setting(cwd)).not.toBe(original);
    const after = editing(louder);
    writeFileSync(settingOf(after), setting(cwd));
    expect((await claimcheck(after, verify)).exitCode).toBe(0);
    expect(decided(cwd, 'holds')).toEqual(decided(after, 'holds'));
    expect(batches(cwd)).toEqual(batches(after));
  }, 240_000);

  it('is given up when it never stays as it is, and nothing is kept', async () => {
    const cwd = editing("text + '\\n'");
    const { exitCode, stdout } = await claimcheck(cwd, verify);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/setting\.ts changed while it was judged, 3 times/);
    const ledger = filesBelow(join(cwd, '.claimcheck', 'ledger'));
    expect(ledger.filter((path) => /results.*\.json$/.test(path))).toEqual([]);
  }, 240_000);

  it('leaves in the ledger what is of its files as they are, run by vitest as well', async () => {
    const cwd = editing(louder, 'imported');
    const original = setting(cwd);
    cpSync(new URL('../../vitest.config.ts', import.meta.url), join(cwd, 'vitest.config.ts'));
    const vitest = ['vitest', 'run', '--project', 'claims', 'holds'];
    const { exitCode, all } = await execa('npx', vitest, { cwd, reject: false, all: true });
    expect([exitCode, all]).toEqual([0, expect.stringMatching(/Tests .*1 passed/) as string]);
    expect(setting(cwd)).not.toBe(original);
    const kept = batches(cwd);
    expect(kept).not.toEqual([]);
    // What is there is taken, so the evidence is of the edited setting only where the batches are.
    expect((await claimcheck(cwd, verify)).exitCode).toBe(0);
    expect(batches(cwd)).toEqual(kept);
    const after = editing(louder, 'imported');
    writeFileSync(settingOf(after), setting(cwd));
    expect((await claimcheck(after, verify)).exitCode).toBe(0);
    expect(decided(cwd, 'holds')).toEqual(decided(after, 'holds'));
  }, 240_000);
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linkedProject } from '../linked-project.ts';
import { claimcheck, decided, filesBelow } from './claimcheck.ts';

/** A project in which an arm of `holds` edits the setting of its claim while it is judged. */
function editing(edit: string): string {
  const cwd = linkedProject();
  const path = join(cwd, 'claims', 'toy-paper', 'holds.claim.ts');
  const editor = `
import { readFileSync, writeFileSync } from 'node:fs';
const edit = () => {
  const path = new URL('./setting.ts', import.meta.url);
  const text = readFileSync(path, 'utf8');
  const edited = ${edit};
  if (edited !== text) writeFileSync(path, edited);
};
`;
  const holds = readFileSync(path, 'utf8').replace(
    'pushed: (run, size) => walk(run, size, 1),',
    'pushed: (run, size) => { edit(); return walk(run, size, 1); },',
  );
  writeFileSync(path, editor + holds);
  return cwd;
}

const verify = ['verify', 'holds'];
const louder = "text.replace('normal(0, 0.02)', 'normal(0, 0.03)')";

describe('a claim whose files are edited while it is judged', () => {
  it('is judged again as it is then: evidence and ledger are those of a run after the edit', async () => {
    const cwd = editing(louder);
    const original = readFileSync(join(cwd, 'claims', 'toy-paper', 'setting.ts'), 'utf8');
    expect((await claimcheck(cwd, verify)).exitCode).toBe(0);
    const after = editing(louder);
    const setting = join(after, 'claims', 'toy-paper', 'setting.ts');
    writeFileSync(setting, original.replace('normal(0, 0.02)', 'normal(0, 0.03)'));
    expect((await claimcheck(after, verify)).exitCode).toBe(0);
    expect(decided(cwd, 'holds')).toEqual(decided(after, 'holds'));
    const batches = (folder: string): string[] =>
      filesBelow(join(folder, '.claimcheck', 'ledger', 'results')).map((path) => path.split('/').at(-1)!);
    expect(batches(cwd)).toEqual(batches(after));
  }, 240_000);

  it('is given up when it never stays as it is, and nothing is kept', async () => {
    const cwd = editing("text + '\\n'");
    const { exitCode, stdout } = await claimcheck(cwd, verify);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/setting\.ts changed while it was judged, 3 times/);
    const ledger = filesBelow(join(cwd, '.claimcheck', 'ledger'));
    expect(ledger.filter((path) => path.endsWith('.json'))).toEqual([]);
  }, 240_000);
});

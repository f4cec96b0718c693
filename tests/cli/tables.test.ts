import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { storeEvidence } from '../../src/runner/evidence-store.ts';
import { linkedProject } from '../linked-project.ts';
import { toyStored } from '../runner/toy-stored.ts';
import { runMain } from './run-main.ts';

function enterProject(): string {
  const before = process.cwd();
  process.chdir(linkedProject());
  onTestFinished(() => process.chdir(before));
  const readme = join('claims', 'toy-paper', 'README.md');
  writeFileSync(readme, '# Toys\n\n<!-- claims -->\n<!-- /claims -->\n');
  return readme;
}

describe('claimcheck tables', () => {
  it('--check tells what is out of date, exit 1, and writes nothing', async () => {
    const readme = enterProject();
    const before = readFileSync(readme, 'utf8');
    const { code, stderr } = await runMain('tables', '--check');
    expect(code).toBe(1);
    expect(stderr).toBe(
      `error: ${readme}: the table of claims is not up to date\n  write it: claimcheck tables\n`,
    );
    expect(readFileSync(readme, 'utf8')).toBe(before);
  });

  it('writes the tables, after which --check is content', async () => {
    const readme = enterProject();
    expect(await runMain('tables')).toMatchObject({
      code: 0,
      stdout: `${readme}: table of claims written\n`,
    });
    expect(readFileSync(readme, 'utf8')).toContain('[`toy-paper/holds`](holds.claim.ts)');
    const again = await runMain('tables', '--check');
    expect(again).toEqual({ code: 0, stdout: 'every table and number is up to date\n', stderr: '' });
  });

  it('writes badges where a page beside the claims has a place for them', async () => {
    enterProject();
    mkdirSync('docs');
    const place = '<!-- badges -->\n<!-- /badges -->\n';
    for (const path of ['README.md', join('docs', 'badges.md'), 'NOTES.md']) writeFileSync(path, place);
    const { stdout } = await runMain('tables');
    expect(stdout.split('\n').slice(1, -1)).toEqual([
      'README.md: table of badges written',
      `${join('docs', 'badges.md')}: table of badges written`,
    ]);
    expect(readFileSync('NOTES.md', 'utf8')).toBe(place);
  });

  it('keeps numbers that are marked as published: --check tells where which is not, and it is written', async () => {
    const readme = enterProject();
    await runMain('tables');
    storeEvidence(join('reports', 'smoke'), toyStored({ tier: 'smoke', revision: 0 }));
    const marked = (number: string): string => `By ${number}<!-- = holds smoke effect --> m.\n`;
    writeFileSync(readme, `${marked('0.30')}\n${readFileSync(readme, 'utf8')}`);
    writeFileSync('README.md', '    ✗ toy-paper/holds: refuted 0/8 · smoke\n');
    const checked = await runMain('tables', '--check');
    expect(checked.code).toBe(1);
    expect(checked.stderr).toContain(
      `error: ${readme}:1: "0.30" is not what is published, "0.22" (toy-paper/holds smoke effect)\n`,
    );
    expect(checked.stderr).toContain(
      'error: README.md:1: "✗ toy-paper/holds: refuted 0/8 · smoke" is not what is published, "✓ ',
    );
    const { stdout } = await runMain('tables');
    expect(stdout).toContain(
      `${readme}:1: "0.22" written in place of "0.30" (toy-paper/holds smoke effect)\n`,
    );
    expect(readFileSync(readme, 'utf8').startsWith(marked('0.22'))).toBe(true);
    expect(readFileSync('README.md', 'utf8')).toMatch(
      /^ {4}✓ toy-paper\/holds: supported 8\/8 · .* · smoke\n$/,
    );
    expect((await runMain('tables', '--check')).code).toBe(0);
  });

  it('a README without a place for it is told with the hint, exit 2', async () => {
    const readme = enterProject();
    writeFileSync(readme, '# Toys\n');
    const { code, stderr } = await runMain('tables');
    expect(code).toBe(2);
    expect(stderr).toBe(
      `error: no place for the table of claims in ${readme}\n  write the lines <!-- claims --> and <!-- /claims --> where it belongs, once, in this order\n`,
    );
  });
});

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { linkedProject } from '../linked-project.ts';
import { runMain } from './run-main.ts';

/** What may be wrong with one file of a project, by its path: its text, what is said of it, and the mend. */
const broken: Readonly<Record<string, readonly [text: string | undefined, problem: RegExp, mend: RegExp]>> = {
  'claims/stray.claim.ts': [
    undefined,
    /stray\.claim\.ts does not lie in a paper's folder/,
    /move it to claims\/<paper>\//,
  ],
  'claims/toy-paper/deeper/stray.invariant.ts': [
    undefined,
    /stray\.invariant\.ts does not lie/,
    /move it to/,
  ],
  'claims/toy-paper/fails.invariant.ts': [undefined, /two files define toy-paper\/fails/, /rename/],
  'claims/toy-paper/unfinished.claim.ts': ['export default {', /unfinished\.claim\.ts/, /mend the file/],
  'claims/other-paper/lost.claim.ts': ["import './gone.ts';", /lost\.claim\.ts.*gone/, /mend the file/],
  'claims/other-paper/bare.claim.ts': [
    "import 'bare-package';",
    /Cannot find package 'bare-package'/,
    /npm install --save-dev bare-package/,
  ],
  'claims/other-paper/empty.claim.ts': ['', /empty\.claim\.ts has no claim/, /end the file with/],
};

/** A project with all of these files, in which the test is. */
function enterBroken(): void {
  const [before, folder] = [process.cwd(), linkedProject()];
  process.chdir(folder);
  onTestFinished(() => process.chdir(before));
  for (const [path, [text]] of Object.entries(broken)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text ?? readFileSync('claims/toy-paper/holds.claim.ts', 'utf8'));
  }
}

/** Each of the files is told, with what is to be done. */
function expectAllTold(output: string): void {
  for (const [, problem, mend] of Object.values(broken)) {
    expect(output).toMatch(problem);
    expect(output).toMatch(mend);
  }
}

describe('files that are no claims', () => {
  it(
    'are told where it matters, with the mend, and every command goes on with the others',
    { timeout: 600_000 },
    async () => {
      enterBroken();
      const listed = await runMain('list');
      expect(listed.code).toBe(2);
      expect(listed.stdout).toContain('toy-paper/holds: not judged\n  A pushed toy moves.');
      expectAllTold(listed.stderr);
      const linted = await runMain('lint');
      expect(linted.code).toBe(1);
      expectAllTold(linted.stdout);
      expect(await runMain('verify', 'toy-paper/theorem')).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/toy-paper\/theorem +✓ supported/) as string,
      });
      expect(await runMain('show', 'toy-paper/theorem')).toMatchObject({ code: 0, stderr: '' });
      const all = await runMain('verify', '--engine', 'reference');
      expect(all.code).toBe(2);
      expectAllTold(all.stdout);
      expect(all.stdout).toMatch(/toy-paper\/holds +✓ supported/);
      const summary = JSON.parse(readFileSync('claimcheck-out/summary.json', 'utf8')) as {
        errors: unknown[];
      };
      expect(summary.errors).toHaveLength(Object.keys(broken).length);
      const published = await runMain('publish');
      expect(published).toMatchObject({
        code: 0,
        stderr: expect.stringMatching(/note: claims\/stray\.claim\.ts does/) as string,
      });
    },
  );

  it(
    'are selected by the name that their file has, as vitest asks for them',
    { timeout: 240_000 },
    async () => {
      enterBroken();
      const { code, stdout } = await runMain('verify', 'claims/stray', 'deeper/stray');
      expect(code).toBe(2);
      expect(stdout.match(/✗ .* does not lie in a paper's folder\n {2}move it to /g)).toHaveLength(2);
    },
  );
});

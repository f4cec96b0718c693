import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { upsettingProject } from '../runner/upsetting-claims.ts';
import { broken, runMain } from './run-main.ts';

/** A project of toys, in which the tests are; `edited` is by name of a new file another one with replacements in it. */
function enterProject(
  edited: Readonly<
    Record<string, readonly [of: string, ...edits: readonly (readonly [string | RegExp, string])[]]>
  > = {},
  beginnings: Readonly<Record<string, string>> = {},
): void {
  const before = process.cwd();
  const folder = upsettingProject(beginnings);
  process.chdir(folder);
  onTestFinished(() => process.chdir(before));
  for (const [name, [of, ...edits]] of Object.entries(edited)) {
    const text = readFileSync(join('claims', 'toy-paper', of), 'utf8');
    const renamed = text.replace(/toy-paper\/\w+/, `toy-paper/${name.split('.')[0]}`);
    writeFileSync(
      join('claims', 'toy-paper', name),
      edits.reduce((edit, [from, to]) => edit.replace(from, to), renamed),
    );
  }
}

const control = "controls: { unpushed: { replace: 'pushed', with: 'unpushed' } }";

describe('claimcheck lint', () => {
  it('finds nothing in the toys, exit 0, and leaves nothing behind', async () => {
    enterProject();
    expect(await runMain('lint')).toEqual({ code: 0, stdout: '4 claims, no problem\n', stderr: '' });
    expect(['claimcheck-out', '.claimcheck'].filter(existsSync)).toEqual([]);
  });

  it('tells each problem in a line with claim, field, value and hint, and one claim hides no other', async () => {
    enterProject(
      {
        'same.claim.ts': [
          'holds.claim.ts',
          [control, "controls: { same: { replace: 'pushed', with: 'still' } }"],
        ],
        'opposed.claim.ts': [
          'holds.claim.ts',
          [
            control,
            "controls: { turned: [{ replace: 'pushed', with: 'still' }, { replace: 'still', with: 'pushed' }] }",
          ],
        ],
        'wordless.claim.ts': ['holds.claim.ts', ["unit: 'm'", "unit: ''"], ['revision: 1', 'revision: 0']],
        'unguarded.claim.ts': ['finding.claim.ts', [/requires: \[[^]*?\],\n/, '']],
        'crowded.invariant.ts': [
          'theorem.invariant.ts',
          [
            'fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }))',
            'fc.record({ rate: fc.double({ min: 0, max: 1.3 }) })',
          ],
          [
            '([a, b]) => ({ holds: a + b === b + a, error: Math.abs(a + b - (b + a)) })',
            '() => ({ holds: true })',
          ],
          ['([a, b]) => ({ holds: a - b === b - a })', '() => ({ holds: false })'],
        ],
      },
      { exits: 'process.exit(0);' },
    );
    const { code, stdout } = await runMain('lint');
    expect(code).toBe(1);
    expect(stdout.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^✗ claim toy-paper\/crowded: cases, rate: the draws reach .*; draw evenly .*/),
      expect.stringMatching(
        /^✗ .*exits\.claim\.ts ended its process while it was imported .*; let the file only define/,
      ),
      expect.stringMatching(
        /^✗ claim toy-paper\/opposed: control "turned" is refuted wherever the claim holds: .*"lead"; exchange/,
      ),
      expect.stringMatching(
        /^✗ claim toy-paper\/same: control "same" makes "lead" 0 whatever is measured, .*; exchange/,
      ),
      expect.stringMatching(/^✗ .*unguarded\.claim\.ts: claim toy-paper\/unguarded: requires is missing; .*/),
      expect.stringMatching(/^✗ .*wordless\.claim\.ts: claim toy-paper\/wordless: revision is 0; use .*/),
      expect.stringMatching(/^✗ claim toy-paper\/wordless: effect\.unit is ""; give the unit/),
      '10 claims, 7 problems in 6 of them',
    ]);
  });

  it('looks at those that are chosen, and at files that define no claim', async () => {
    enterProject({}, { exits: 'process.exit(0);' });
    expect(await runMain('lint', 'holds', 'theorem')).toMatchObject({
      code: 0,
      stdout: '2 claims, no problem\n',
    });
    const { code, stdout } = await runMain('lint', '--claims', broken);
    expect(code).toBe(1);
    expect(stdout).toMatch(/no-claim\.claim\.ts has no claim as its default export; end the file with/);
    expect(stdout).toMatch(
      /no-margin\.claim\.ts: claim toy-paper\/no-margin: effect\.margin is missing; declare/,
    );
    expect(stdout).toMatch(/^4 claims, 3 problems in 3 of them$/m);
  });

  it('says of how many the controls can be checked only once there are measures', async () => {
    enterProject({
      'counted.claim.ts': [
        'holds.claim.ts',
        [
          'pushed.final - still.final',
          'Object.values(pushed).reduce((sum, value) => sum + value, 0) - still.final',
        ],
      ],
    });
    expect(await runMain('lint', 'counted')).toMatchObject({
      code: 0,
      stdout: '1 claim, no problem; the controls of 1 are checked by the measures of a first look\n',
    });
  });
});

import { readdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { enterFolder, runMain, toys } from './run-main.ts';

const verify = ['verify', '--claims', toys];

describe('what cannot be done is told in two lines, exit 2, before anything is trained', () => {
  it.each([
    [[...verify, 'toy-paper/hods'], 'no claim matches "toy-paper/hods"', 'did you mean toy-paper/holds or'],
    [[...verify, 'nothing-like-it'], 'no claim matches "nothing-like-it"', '"claimcheck list" shows'],
    [
      [...verify, '--engine', 'abacus'],
      "unknown engine 'abacus'",
      'choose one of auto, webgpu, cpu, cuda, tfjs-node-gpu, reference',
    ],
    [[...verify, '--tier', 'huge'], 'unknown tier "huge"', 'choose one of smoke, standard, real, paper'],
    [[...verify, '--seeds', 'mine'], 'unknown seeds "mine"', 'choose judge, which decide, or dev'],
    [
      [...verify, '--seed-base', '-1'],
      '--seed-base must be a whole number that is 0 or more, got "-1"',
      '--seed-base 0',
    ],
    [
      [...verify, '--seed-base=1e3'],
      '--seed-base must be a whole number that is 0 or more, got "1e3"',
      '--seed-base 0',
    ],
    [[...verify, '--jobs', '1.5'], '--jobs must be a whole number that is 1 or more, got "1.5"', '--jobs 1'],
    [[...verify, '--jobs', '0'], '--jobs must be a whole number that is 1 or more, got "0"', '--jobs 1'],
    [[...verify, '--forse'], 'unknown option --forse', 'did you mean --force?'],
    [[...verify, '--no-brakes'], 'unknown option --no-brakes', 'the options are --tier'],
    [[...verify, '--no-junit'], 'unknown option --no-junit', 'did you mean --junit?'],
    [
      [...verify, '--junit', 'claimcheck-out/summary.json'],
      'cannot write --junit claimcheck-out/summary.json: what the run itself writes stands there',
      'name a file that you may write',
    ],
    [
      [...verify, '--junit', 'claimcheck-out/evidence/toy-paper/holds.json'],
      'cannot write --junit claimcheck-out/evidence/toy-paper/holds.json: what the run itself writes stands there',
      'name a file that you may write',
    ],
    [['combine', '.'], 'there is no evidence in .', 'name folders that were verified into'],
    [[...verify, '--out'], '--out needs a value', 'write --out <dir>'],
    [[...verify, '--out', '--force'], '--out needs a value', 'write --out <dir>'],
    [['verify', '--claims', '/nowhere'], 'there is no claims folder /nowhere', 'point --claims at'],
    ...['constructor', '__proto__', 'toString', 'hasOwnProperty'].map((name): [string[], string, string] => [
      [name],
      `unknown command "${name}"`,
      'the commands are init, new, list, verify',
    ]),
    [[...verify, '--constructor', 'x'], 'unknown option --constructor', 'the options are --tier'],
    [['verfy'], 'unknown command "verfy"', 'did you mean verify?'],
    [['--tier', 'smoke'], 'unknown option --tier', '"claimcheck --help" shows'],
    [['data', 'fetch', 'minst'], 'there is no data set "minst"', 'choose one of mnist'],
    [['data', 'fetch'], 'which data set?', 'choose one of mnist'],
    [['show', 'toy-paper/holds', 'extra'], '"extra" is one argument too many', 'leave it out'],
    [['show', 'toy', '--claims', toys], '"toy" names 4 claims', 'write one of toy-paper/fails, '],
    [['show'], 'which claim?', 'claimcheck show <paper>/<claim>'],
    [
      ['show', 'toy-paper/hodls', '--claims', toys],
      'no claim matches "toy-paper/hodls"',
      'did you mean toy-paper/holds',
    ],
    [
      ['show', 'toy-paper/holds', '--claims', toys],
      'there is no evidence of toy-paper/holds in claimcheck-out or reports',
      'judge it: claimcheck verify toy-paper/holds',
    ],
    [['list', '--tier', 'huge'], 'unknown tier "huge"', 'choose one of smoke, standard, real, paper'],
    [
      ['list', 'nothing-like-it', '--claims', toys],
      'no claim matches "nothing-like-it"',
      '"claimcheck list"',
    ],
    [['list', '--jobs', '1'], 'unknown option --jobs', 'the options are --tier, --out, --reports'],
  ])('%j', async (args, problem, hint) => {
    const folder = enterFolder();
    const { code, stdout, stderr } = await runMain(...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    const [first, second, ...rest] = stderr.split('\n');
    expect(first).toBe(`error: ${problem}`);
    expect(second).toMatch(/^ {2}\S/);
    expect(second).toContain(hint);
    expect(rest).toEqual(['']);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['occupied/junit.xml', /^error: cannot write to occupied: .*\n {2}name a file .* --junit junit\.xml\n$/],
    ['.', /^error: cannot write --junit \.: it is no file\n {2}name a file .* --junit junit\.xml\n$/],
    ['new/', /^error: cannot write --junit new\/: it is no file\n {2}name a file /],
  ])('a file for JUnit that cannot be written: %s', async (path, told) => {
    const folder = enterFolder();
    writeFileSync('occupied', 'a file, not a folder');
    const { code, stdout, stderr } = await runMain(...verify, '--junit', path);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(told);
    expect(readdirSync(folder)).toEqual(['occupied']);
  });

  it('an out folder that cannot be written to', async () => {
    const folder = enterFolder();
    writeFileSync('occupied', 'a file, not a folder');
    const { code, stdout, stderr } = await runMain(...verify, '--out', 'occupied/out');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^error: cannot write to occupied\/out: .*\n {2}choose a folder .* with --out DIR\n$/,
    );
    expect(readdirSync(folder)).toEqual(['occupied']);
  });

  it('a working folder whose ledger cannot be written to', async () => {
    enterFolder();
    writeFileSync('.claimcheck', 'a file, not a folder');
    const { code, stderr } = await runMain(...verify);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: cannot write to \.claimcheck\/ledger: .*\n {2}work in a folder/);
  });

  it('CLAIMCHECK_DEBUG=1 shows where an error comes from', async () => {
    enterFolder();
    vi.stubEnv('CLAIMCHECK_DEBUG', '1');
    const { code, stderr } = await runMain('verfy');
    vi.unstubAllEnvs();
    expect(code).toBe(2);
    expect(stderr).toMatch(/\n\s+at /);
  });
});

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { enterProject } from '../../src/cli/enter-project.ts';
import { enterFolder, runMain } from './run-main.ts';

const note = (up: string): string => `note: in the project ${up}\n`;

/** A project with a claim and a folder below it, in which the test is. */
async function enterBelow(...below: readonly string[]): Promise<string> {
  const project = enterFolder();
  expect((await runMain('init')).code).toBe(0);
  mkdirSync(join(project, ...below), { recursive: true });
  process.chdir(join(project, ...below));
  return project;
}

describe('a command in a folder of a project', () => {
  it.each([['src'], ['src/deep/er'], ['claims'], ['claims/example-paper']])(
    '%s: finds its claims',
    async (below) => {
      await enterBelow(...below.split('/'));
      const up = below
        .split('/')
        .map(() => '..')
        .join('/');
      const listed = await runMain('list');
      // Nothing is installed there, so that it is found and cannot be read.
      expect(listed.stderr.startsWith(note(up))).toBe(true);
      expect(listed.stdout).toContain('example-paper/example-claim');
    },
  );

  it.each([['src'], ['claims'], ['claims/example-paper']])(
    '%s: new writes to the claims that there are',
    async (below) => {
      const project = await enterBelow(...below.split('/'));
      const { code, stdout } = await runMain('new', 'my-paper/mine');
      expect(code).toBe(0);
      expect(stdout).toContain('written  claims/my-paper/mine.claim.ts');
      expect(existsSync(join(project, 'claims', 'my-paper', 'mine.claim.ts'))).toBe(true);
      expect(existsSync(join(project, below, 'claims'))).toBe(false);
    },
  );

  it.each(['merge', 'combine', 'compare'])('%s: so are the folders that are given', async (command) => {
    await enterBelow('src');
    expect(enterProject(command, ['here', '../there', '--out', 'all'])).toEqual([
      ...['src/here', 'there', '--out', 'src/all'],
    ]);
  });

  it('paths that are given are from where they were written', async () => {
    const project = await enterBelow('src');
    expect(
      enterProject('verify', [
        'a/b',
        '--out',
        'here',
        '--reports=../reports',
        '--junit',
        'j.xml',
        '--tier',
        'smoke',
      ]),
    ).toEqual(['a/b', '--out', 'src/here', '--reports=reports', '--junit', 'src/j.xml', '--tier', 'smoke']);
    expect(process.cwd()).toBe(project);
  });

  it.each<[string, string | undefined, readonly string[]]>([
    ['init begins a project', 'init', []],
    ['claims that are named are meant', 'verify', ['--claims', 'mine']],
    ['claims that are named are meant, with =', 'list', ['--claims=mine']],
  ])('stays where it is: %s', async (_, command, args) => {
    const project = await enterBelow('src');
    expect(enterProject(command, args)).toEqual(args);
    expect(process.cwd()).toBe(join(project, 'src'));
  });

  it('takes no folder for a project because it is called claims', () => {
    const folder = enterFolder();
    mkdirSync(join(folder, 'claims', 'insurance'), { recursive: true });
    writeFileSync(join(folder, 'claims', 'insurance', 'letter.txt'), '');
    mkdirSync(join(folder, 'work'));
    process.chdir(join(folder, 'work'));
    enterProject('verify', []);
    expect(process.cwd()).toBe(join(folder, 'work'));
  });
});

import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { datasets } from '#data';
import { descriptions } from '../../src/cli/descriptions.ts';
import { engineNames } from '../../src/cli/engine-names.ts';
import { enterFolder, runMain, toys } from './run-main.ts';

/** Words that may stand where the cursor is, at the end of the last. */
async function wordsFor(...words: readonly string[]): Promise<string[]> {
  const { code, stdout } = await runMain('completion', '--', ...words);
  expect(code).toBe(0);
  return stdout.split('\n').flatMap((line) => (line === '' ? [] : [line.split('\t')[0]!]));
}

const claims = ['fails', 'finding', 'holds', 'theorem'].map((name) => `toy-paper/${name}`);

describe('what claimcheck completes', () => {
  it('commands, with what they do', async () => {
    expect(await wordsFor('')).toEqual(Object.keys(descriptions));
    expect(await wordsFor('ver')).toEqual(['verify']);
    const { stdout } = await runMain('completion', '--', 'ver');
    expect(stdout).toBe(`verify\t${descriptions.verify}\n`);
    expect(await wordsFor('data', 'f')).toEqual(['fetch']);
  });

  it('options that are not there yet', async () => {
    const options = ['--tier', '--out', '--reports', '--claims', '--json', '--help'];
    expect(await wordsFor('show', '--')).toEqual(options);
    expect(await wordsFor('show', '--tier=smoke', '--json', '-')).toEqual(
      options.filter((option) => !['--tier', '--json'].includes(option)),
    );
    expect(await wordsFor('verify', '--help', '--se')).toEqual(['--seeds', '--seed-base']);
  });

  it('values of options, after a space or in one word', async () => {
    expect(await wordsFor('verify', '--engine', '')).toEqual([...engineNames]);
    expect(await wordsFor('verify', '--tier', 's')).toEqual(['smoke', 'standard']);
    expect(await wordsFor('verify', '--tier=s')).toEqual(['--tier=smoke', '--tier=standard']);
  });

  it.each(['list', 'verify', 'lint', 'show', 'profile'])('claims for %s', async (command) => {
    enterFolder();
    expect(await wordsFor(command, '--claims', toys, '')).toEqual(claims);
    expect(await wordsFor(command, `--claims=${toys}`, '--tier', 'smoke', 'toy-paper/f')).toEqual(
      claims.slice(0, 2),
    );
  });

  it('claims of the project around this folder', async () => {
    const folder = enterFolder();
    for (const path of ['claims/a/b.claim.ts', 'claims/a/paper.ts']) {
      mkdirSync(join(folder, 'claims', 'a'), { recursive: true });
      writeFileSync(join(folder, path), '');
    }
    process.chdir(join(folder, 'claims'));
    expect(await wordsFor('verify', '')).toEqual(['a/b']);
    process.chdir(join(folder, 'claims'));
    // Read by every shell that starts: nothing is told of folders.
    expect(await runMain('completion', 'bash')).toMatchObject({ code: 0, stderr: '' });
  });

  it('data sets and shells, and nothing where names of files may stand', async () => {
    expect(await wordsFor('data', 'fetch', '')).toEqual(datasets.map(({ name }) => name));
    expect(await wordsFor('completion', '')).toEqual(['bash', 'zsh', 'fish']);
    expect(await wordsFor('compare', '')).toEqual([]);
    expect(await wordsFor('verify', '--out', '')).toEqual([]);
  });

  it('nothing after what is no command', async () => {
    expect(await runMain('completion', '--', 'verfy', '')).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('claimcheck completion', () => {
  it.each(['bash', 'zsh', 'fish'])('prints what %s asks by', async (shell) => {
    const { code, stdout } = await runMain('completion', shell);
    expect([code, stdout]).toEqual([0, expect.stringContaining(' completion -- ') as string]);
  });

  it('says which shells there are', async () => {
    expect((await runMain('completion')).stderr).toBe(
      'error: which shell?\n  choose one of bash, zsh, fish\n',
    );
    expect((await runMain('completion', 'ksh')).stderr).toContain('there is no completion for "ksh"');
  });

  it.runIf(process.platform !== 'win32')('completes in bash, also when it is read twice', async () => {
    const folder = enterFolder();
    const bin = new URL('../../src/cli/bin.mjs', import.meta.url).pathname;
    writeFileSync('claimcheck', `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`);
    chmodSync('claimcheck', 0o755);
    writeFileSync('completion.bash', (await runMain('completion', 'bash')).stdout);
    const replies = async (line: string): Promise<string> => {
      const script = `. ./completion.bash; . ./completion.bash; complete -p claimcheck
        COMP_LINE=$1 COMP_POINT=\${#1}; _claimcheck; echo "\${COMPREPLY[*]}"`;
      const { stdout, stderr } = await execa('bash', ['--norc', '-c', script, 'bash', line], {
        env: { PATH: `${folder}:${process.env.PATH}` },
      });
      expect(stderr).toBe('');
      const [how, ...found] = stdout.split('\n');
      expect(how).toMatch(/-F _claimcheck claimcheck$/);
      return found.join('\n');
    };
    expect(await replies('claimcheck ver')).toBe('verify');
    expect(await replies(`claimcheck show --claims ${toys} `)).toBe(claims.join(' '));
    // Bash takes what stands after = as a word of its own, and wants no more than that.
    expect(await replies('claimcheck verify --tier=s')).toBe('smoke standard');
    expect(await replies('claimcheck compare ')).toBe('');
  });
});

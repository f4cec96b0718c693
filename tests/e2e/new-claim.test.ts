import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { linkedProject } from '../linked-project.ts';
import { claimcheck, readJson } from './claimcheck.ts';

const claim = join('claims', 'my-paper', 'my-claim.claim.ts');

it('a new claim is supported as it is written, and refuted the other way round', async () => {
  const folder = linkedProject();
  rmSync(join(folder, 'claims'), { recursive: true });
  mkdirSync(join(folder, 'claims'));
  const written = await claimcheck(folder, ['new', 'my-paper/my-claim']);
  expect(written.stdout.split('\n')).toEqual([
    ...['paper.ts', 'setting.ts', 'README.md', 'my-claim.claim.ts'].map(
      (file) => `written  claims/my-paper/${file}`,
    ),
    '',
    'It trains a stand-in: write what the paper states in its place.',
    'next: npx claimcheck verify my-paper/my-claim',
  ]);
  expect((await claimcheck(folder, ['lint'])).stdout).toBe('1 claim, no problem');
  const verified = await claimcheck(folder, ['verify', 'my-paper/my-claim']);
  expect(verified).toMatchObject({ exitCode: 0 });
  const evidence = ['claimcheck-out', 'evidence', 'my-paper', 'my-claim.json'];
  expect(readJson(folder, ...evidence)).toMatchObject({ verdict: 'supported', successes: 8 });
  expect((await claimcheck(folder, ['tables'])).exitCode).toBe(0);
  expect(readFileSync(join(folder, 'claims', 'my-paper', 'README.md'), 'utf8')).toContain(
    'A layer of rectified',
  );

  const text = readFileSync(join(folder, claim), 'utf8');
  writeFileSync(
    join(folder, claim),
    text.replace('mlp.accuracy - linear.accuracy', 'linear.accuracy - mlp.accuracy'),
  );
  const broken = await claimcheck(folder, ['verify', 'my-paper/my-claim']);
  expect(broken).toMatchObject({ exitCode: 1 });
  expect(readJson(folder, ...evidence)).toMatchObject({ verdict: 'refuted', successes: 0 });
});

it('a second claim of a paper shares its setting, and an id that is taken is refused', async () => {
  const folder = linkedProject();
  cpSync(join(folder, 'claims'), join(folder, 'before'), { recursive: true });
  expect((await claimcheck(folder, ['new', 'my-paper/one'])).exitCode).toBe(0);
  expect((await claimcheck(folder, ['new', 'my-paper/two'])).stdout).toContain(
    'kept     claims/my-paper/setting.ts',
  );
  expect(await claimcheck(folder, ['new', 'my-paper/two'])).toMatchObject({
    exitCode: 2,
    stderr: `error: there is ${join('claims', 'my-paper', 'two.claim.ts')}\n  choose another name, or edit that file`,
  });
  expect((await claimcheck(folder, ['lint', 'my-paper'])).stdout).toBe('2 claims, no problem');
});

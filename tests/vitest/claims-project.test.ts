import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { claimIdOf } from '../../src/vitest/claim-id.ts';
import { judgingSettings } from '../../src/vitest/claims-options.ts';
import { claimsProject } from '../../src/vitest/claims-project.ts';
import { ownFile } from '../../src/vitest/own-file.ts';

describe('claimsProject', () => {
  it('has every claim file of a folder, or those that are named', () => {
    expect(claimsProject().test?.include).toEqual(['claims/**/*.{claim,invariant}.ts']);
    expect(claimsProject({ claims: 'papers', only: ['a/b', 'c/*'] }).test?.include).toEqual([
      'papers/a/b.{claim,invariant}.ts',
      'papers/c/*.{claim,invariant}.ts',
    ]);
  });

  it('runs them with a file that is there, and waits as long as it takes', () => {
    const { test } = claimsProject({ name: 'papers' });
    expect(test).toMatchObject({ name: 'papers', testTimeout: 0 });
    expect(existsSync(test!.runner!)).toBe(true);
  });
});

describe('judgingSettings', () => {
  it('are those of verify where nothing is said', () => {
    expect(judgingSettings({}, {})).toEqual({
      ...{ claims: 'claims', out: 'claimcheck-out', tier: 'smoke', seedBase: '0', seeds: 'judge' },
      ...{ engine: 'auto', jobs: undefined },
    });
  });

  it('are what is written, and before that what the environment says', () => {
    const written = {
      out: 'a',
      tier: 'standard',
      seedBase: 1,
      seeds: 'dev',
      engine: 'cpu',
      jobs: 2,
    } as const;
    expect(judgingSettings(written, {})).toMatchObject({ ...written, seedBase: '1', jobs: '2' });
    const env = {
      ...{ CLAIMCHECK_OUT: 'b', CLAIMCHECK_TIER: 'paper', CLAIMCHECK_SEED_BASE: '3' },
      ...{ CLAIMCHECK_SEEDS: 'judge', CLAIMCHECK_ENGINE: 'reference', CLAIMCHECK_JOBS: '1' },
    };
    expect(judgingSettings(written, env)).toEqual({
      ...{ claims: 'claims', out: 'b', tier: 'paper', seedBase: '3', seeds: 'judge' },
      ...{ engine: 'reference', jobs: '1' },
    });
  });
});

it('a claim has the id that its file says', () => {
  expect(claimIdOf('/a/claims/some-paper/some-claim.claim.ts')).toBe('some-paper/some-claim');
  expect(claimIdOf('/a/claims/some-paper/bound.invariant.ts')).toBe('some-paper/bound');
  expect(claimIdOf('/a/claims/some-paper/setting.ts')).toBeUndefined();
});

it('finds its own files in the checkout and once built', () => {
  expect(ownFile('./x', 'file:///a/src/vitest/y.ts').href).toBe('file:///a/src/vitest/x.ts');
  expect(ownFile('./x', 'file:///a/dist/vitest/y.js').href).toBe('file:///a/dist/vitest/x.js');
});

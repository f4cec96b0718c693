import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { storeEvidence } from '../../src/runner/evidence-store.ts';
import { toyStored } from '../runner/toy-stored.ts';
import { enterFolder, runMain } from './run-main.ts';

it('compares what was published, tier by tier, with what was verified', async () => {
  enterFolder();
  storeEvidence(join('reports', 'smoke'), toyStored());
  storeEvidence('claimcheck-out', toyStored({ id: 'toy-paper/other' }));
  const { code, stdout } = await runMain('compare', join('reports', 'smoke'), 'claimcheck-out');
  expect(code).toBe(0);
  expect(stdout).toMatch(/`toy-paper\/other` \| smoke \| new \| ✓ supported/);
  expect(stdout).toMatch(/`toy-paper\/holds` \| smoke \| ✓ supported .* \| no more/);
  expect((await runMain('compare', 'reports', join('reports', 'smoke'))).stdout).toContain('None changed.');
});

it('says what it lacks', async () => {
  enterFolder();
  mkdirSync('reports');
  expect(await runMain('compare', 'reports', 'elsewhere')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('there is no folder elsewhere') as string,
  });
  expect((await runMain('compare', 'reports')).code).toBe(2);
  expect((await runMain('compare', 'reports', 'reports', 'reports')).code).toBe(2);
});

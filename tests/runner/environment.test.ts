import { describe, expect, it } from 'vitest';
import { describeEnvironment, ofClaim } from '../../src/runner/environment.ts';

describe('the environment of a claim', () => {
  const options = { engineWhy: 'asked for', threads: 1, claims: 'claims' };

  it('is that of the run where something is compiled', async () => {
    const run = await describeEnvironment({ ...options, engine: 'webgpu' });
    expect(ofClaim(run, { 'src/core': 'a', 'src/engine': 'b' })).toEqual(run);
  });

  it('names the processor where nothing is', async () => {
    const run = await describeEnvironment({ ...options, engine: 'webgpu' });
    expect(ofClaim(run, { 'src/core': 'a' })).toEqual({
      ...run,
      engine: 'cpu',
      engineWhy: 'nothing of the claim is compiled: it is plain TypeScript',
    });
    const plain = await describeEnvironment({ ...options, engine: 'cpu' });
    expect(ofClaim(plain, {})).toEqual(plain);
  });
});

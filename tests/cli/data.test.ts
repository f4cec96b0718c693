import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { enterFolder, runMain } from './run-main.ts';

afterEach(() => vi.unstubAllEnvs());

describe('claimcheck data list', () => {
  it('a file cut off is named with its length and what to do', async () => {
    const data = join(enterFolder(), 'data');
    mkdirSync(data);
    writeFileSync(join(data, 'cifar-10-subset-test.bin'), new Uint8Array(1000));
    vi.stubEnv('CLAIMCHECK_DATA', data);
    const { code, stdout } = await runMain('data', 'list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/cifar-10-subset +not here/);
    expect(stdout).toContain(
      'cifar-10-subset-test.bin has 1000 bytes instead of 6146000 (cut off?): delete it',
    );
    expect(stdout).not.toContain('cifar-10-subset-train.bin has');
  });
});

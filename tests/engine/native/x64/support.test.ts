import { afterEach, describe, expect, it, vi } from 'vitest';
import { nativeSupport } from '../../../../src/engine/native/x64/index.ts';

afterEach(() => vi.unstubAllEnvs());

describe('nativeSupport', () => {
  it('CLAIMCHECK_NATIVE=0 switches it off, even after it was found', () => {
    const before = nativeSupport();
    vi.stubEnv('CLAIMCHECK_NATIVE', '0');
    expect(nativeSupport()).toEqual({ available: false, reason: 'CLAIMCHECK_NATIVE is 0' });
    vi.unstubAllEnvs();
    expect(nativeSupport()).toEqual(before);
  });

  it('a processor that is not x64 is refused before any code is loaded', async () => {
    vi.resetModules();
    const arch = vi.spyOn(process, 'arch', 'get').mockReturnValue('arm64');
    const fresh = await import('../../../../src/engine/native/x64/support.ts');
    expect(fresh.nativeSupport()).toEqual({ available: false, reason: 'the processor is arm64, not x64' });
    arch.mockRestore();
  });
});

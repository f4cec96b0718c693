import { afterEach, describe, expect, it, vi } from 'vitest';
import { nativeSupport } from '../../../../src/engine/native/x64/index.ts';
import { missingIn } from '../../../../src/engine/native/x64/support.ts';

const full = { leaf1: (1 << 12) | (1 << 27) | (1 << 28), leaf7: 1 << 5, states: 7 };

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

describe('missingIn', () => {
  it.each([
    ['nothing', full, []],
    ['FMA', { ...full, leaf1: full.leaf1 & ~(1 << 12) }, ['FMA']],
    ['AVX2', { ...full, leaf7: 0 }, ['AVX2']],
    ['a system that saves no upper halves', { ...full, states: 3 }, ['saved vector registers']],
    ['an old processor', { leaf1: 0, leaf7: 0, states: 0 }, ['FMA', 'saved vector registers', 'AVX', 'AVX2']],
  ])('names what is missing: %s', (_, words, missing) => {
    expect(missingIn(words)).toEqual(missing);
  });
});

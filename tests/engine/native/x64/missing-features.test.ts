import { describe, expect, it } from 'vitest';
import { missingFeatures } from '../../../../src/engine/native/x64/missing-features.ts';

const full = { leaf1: (1 << 12) | (1 << 27) | (1 << 28), leaf7: 1 << 5, states: 7 };

describe('missingFeatures', () => {
  it.each([
    ['nothing', full, []],
    ['FMA', { ...full, leaf1: full.leaf1 & ~(1 << 12) }, ['FMA']],
    ['AVX2', { ...full, leaf7: 0 }, ['AVX2']],
    ['a system that saves no upper halves', { ...full, states: 3 }, ['saved vector registers']],
    ['an old processor', { leaf1: 0, leaf7: 0, states: 0 }, ['FMA', 'saved vector registers', 'AVX', 'AVX2']],
  ])('names what is missing: %s', (_, words, missing) => {
    expect(missingFeatures(words)).toEqual(missing);
  });
});

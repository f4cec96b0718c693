import { describe, expect, it } from 'vitest';
import { isBiasOrNorm } from '#nn';

describe('isBiasOrNorm', () => {
  it.each(['bias', 'layer0/bias', 'norm/gamma', 'a/b/beta', 'bias7', 'gamma0'])('%s', (name) => {
    expect(isBiasOrNorm(name)).toBe(true);
  });

  it.each(['weight', 'bias/weight', 'unbias', 'layer/betas', 'norm', 'biased'])('not %s', (name) => {
    expect(isBiasOrNorm(name)).toBe(false);
  });
});

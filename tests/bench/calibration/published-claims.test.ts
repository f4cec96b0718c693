import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { publishedClaims } from '../../../bench/calibration/training/published-claims.ts';

const folder = fileURLToPath(new URL('../../../reports/smoke', import.meta.url));

describe('publishedClaims', () => {
  it('counts what claims that share runs took together', () => {
    const ids = ['rl-overfitting/stickiness', 'rl-overfitting/difficulty', 'periodic-bn-wd/recovery'];
    const [one, other, alone] = publishedClaims(folder, [...ids, 'toy/none']);
    expect(publishedClaims(folder, ids)).toHaveLength(3);
    expect(one!.seconds).toBe(other!.seconds);
    const [single] = publishedClaims(folder, ids.slice(0, 1));
    expect(one!.seconds).toBeGreaterThan(single!.seconds);
    expect(publishedClaims(folder, ids.slice(2))[0]!.seconds).toBe(alone!.seconds);
  });
});

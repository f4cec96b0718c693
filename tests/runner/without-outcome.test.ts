import { describe, expect, it } from 'vitest';
import type { PlannedClaim } from '../../src/runner/plan-claims.ts';
import { withoutOutcome } from '../../src/runner/without-outcome.ts';

const planned = (id: string): PlannedClaim => ({
  entry: { id, paper: 'toy-paper', kind: 'empirical', file: `/${id}.claim.ts` },
  keys: { fingerprint: {}, salt: '', files: {}, code: {}, data: {} },
  reasons: [],
});

describe('a run in which nothing was stopped', () => {
  it('has failed for every claim that it planned and that was neither judged nor failed', () => {
    const run = ['a', 'b', 'c'].map(planned);
    expect(withoutOutcome({ run }, [{ id: 'b' }]).map(({ id }) => id)).toEqual(['a', 'c']);
    expect(
      withoutOutcome(
        { run },
        run.map(({ entry }) => entry),
      ),
    ).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { combined, explainChange } from '#ledger';

describe('explainChange', () => {
  it('names what changed, came and went, and nothing else', () => {
    const before = { claim: '1', 'src/nn': '2', engine: '3', data: '4' };
    const after = { claim: '1', 'src/nn': '9', engine: '3', measure: '5' };
    expect(explainChange(before, after)).toEqual(['data was removed', 'measure is new', 'src/nn changed']);
    expect(explainChange(before, { ...before })).toEqual([]);
  });
});

describe('combined', () => {
  it('depends on every part and its name, not on their order', () => {
    expect(combined({ a: '1', b: '2' })).toBe(combined({ b: '2', a: '1' }));
    const others = [{ a: '2', b: '1' }, { a: '1' }, { a: '1', c: '2' }].map(combined);
    expect(new Set([combined({ a: '1', b: '2' }), ...others]).size).toBe(4);
  });
});

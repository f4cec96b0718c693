import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, hashOf } from '#core';

describe('canonicalJson', () => {
  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
        const reversed = Object.fromEntries(Object.entries(record).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(record));
        expect(hashOf(reversed)).toBe(hashOf(record));
      }),
    );
  });

  it('keeps what plain JSON loses: NaN and infinities', () => {
    const text = canonicalJson({ values: Float32Array.of(1, NaN, Infinity, -Infinity) });
    expect(text).toBe('{"values":[1,"NaN","Infinity","-Infinity"]}');
    const { values } = JSON.parse(text) as { values: unknown[] };
    expect(values.map(Number)).toEqual([1, NaN, Infinity, -Infinity]);
  });

  it('leaves out undefined fields', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it('refuses what it would write as an empty object', () => {
    for (const value of [Promise.resolve({ a: 1 }), new Map([['a', 1]]), new Set([1])]) {
      expect(() => hashOf({ value })).toThrow(TypeError);
    }
  });
});

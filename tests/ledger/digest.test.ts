import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#core';
import { digestOf, storedDigest, withDigest } from '#ledger';
import { leaves, withLeaf } from '../claim/leaves.ts';

const contents = fc.dictionary(
  fc.stringMatching(/^[a-z]{1,4}$/),
  fc.oneof(
    fc.double(),
    fc.string(),
    fc.array(fc.double()),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.double()),
  ),
  { minKeys: 1 },
);

describe('the digest of a file', () => {
  it('is that of sha256 over the canonical JSON of the rest', () => {
    // printf '{"a":1,"b":"NaN"}' | sha256sum
    const known = '9f304741b5430bad4b664408265dc9c08e92ac8645a635d9997a548929dbe549';
    expect(withDigest({ b: NaN, a: 1 }).digest).toBe(known);
    expect(digestOf({ b: NaN, a: 1, digest: 'whatever' })).toBe(known);
  });

  it('is the same for what is read back, with other white space and another order of fields', () => {
    fc.assert(
      fc.property(contents, (content) => {
        const read = JSON.parse(canonicalJson(withDigest(content), 2)) as object;
        expect(digestOf(read)).toBe(storedDigest(read));
        const reversed = Object.fromEntries(Object.entries(read).reverse());
        expect(digestOf(reversed)).toBe(storedDigest(read));
      }),
    );
  });

  it('is another when any value is another, or gone', () => {
    fc.assert(
      fc.property(contents, (content) => {
        const whole = JSON.parse(canonicalJson(withDigest(content))) as object;
        for (const { path, value } of leaves(whole).filter(
          (leaf) => leaf.path !== 'digest' && leaf.path !== '',
        )) {
          const edited = withLeaf(whole, path, `${String(value)}1`) as object;
          expect(digestOf(edited), path).not.toBe(storedDigest(edited));
        }
      }),
    );
  });

  it('is nothing where there is none', () => {
    for (const json of [{}, null, 3, 'text']) expect(storedDigest(json)).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, ndarray, rows, sizeOf } from '#core';
import type { DType, NdArray, ScanCheckpoint } from '#core';
import { decodeCheckpoint, encodeCheckpoint } from '../../src/ledger/checkpoint-codec.ts';

/** Arrays of any element type whose elements are any bits, NaN payloads included. */
const array: fc.Arbitrary<NdArray> = fc
  .tuple(fc.constantFrom<DType[]>('float32', 'int32', 'bool'), fc.array(fc.nat(3), { maxLength: 3 }))
  .chain(([dtype, shape]) => {
    const values = allocate(dtype, sizeOf(shape));
    const bytes = values.byteLength;
    return fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((bits) => {
      const own = allocate(dtype, sizeOf(shape));
      new Uint8Array(own.buffer).set(bits);
      return { dtype, shape, values: own };
    });
  });

const record = fc.dictionary(fc.string(), array, { maxKeys: 4 });
const checkpoint: fc.Arbitrary<ScanCheckpoint> = fc.record({
  step: fc.nat(),
  state: record,
  metrics: record,
});

/** The record with its elements as bytes, so that NaN is compared by its bits. */
function asBytes({ step, state, metrics }: ScanCheckpoint): unknown {
  const bytes = ({ dtype, shape, values }: NdArray): unknown => [
    dtype,
    shape,
    [...new Uint8Array(values.buffer, values.byteOffset, values.byteLength)],
  ];
  const all = (arrays: ScanCheckpoint['state']): unknown[] =>
    Object.entries(arrays).map(([name, one]) => [name, bytes(one)]);
  return [step, all(state), all(metrics)];
}

describe('checkpoint codec', () => {
  it('gives every bit back, with names, order, shapes and element types', () => {
    fc.assert(
      fc.property(checkpoint, fc.string(), (one, key) => {
        expect(asBytes(decodeCheckpoint(encodeCheckpoint(one, key), key)!)).toEqual(asBytes(one));
      }),
    );
  });

  it('writes only the viewed part of a shared buffer', () => {
    const view = rows(ndarray([1, 2, 3, 4, 5, 6], [3, 2]), 1, 2);
    const decoded = decodeCheckpoint(encodeCheckpoint({ step: 0, state: { view }, metrics: {} }, 'k'), 'k')!;
    expect([...decoded.state['view']!.values]).toEqual([3, 4]);
    expect(decoded.state['view']!.values.buffer.byteLength).toBe(8);
  });

  const one: ScanCheckpoint = { step: 3, state: { w: ndarray([1, 2], [2]) }, metrics: {} };

  it('refuses a file with any byte changed, cut off anywhere, or longer', () => {
    const whole = encodeCheckpoint(one, 'k');
    for (let at = 0; at < whole.length; at++) {
      const changed = Buffer.from(whole);
      changed[at] = changed[at]! ^ 1;
      expect(decodeCheckpoint(changed, 'k')).toBeUndefined();
      expect(decodeCheckpoint(whole.subarray(0, at), 'k')).toBeUndefined();
    }
    expect(decodeCheckpoint(Buffer.concat([whole, Buffer.from([0])]), 'k')).toBeUndefined();
    expect(decodeCheckpoint(whole, 'k')).toBeDefined();
  });

  it('refuses a file of another key', () => {
    expect(decodeCheckpoint(encodeCheckpoint(one, 'k'), 'other')).toBeUndefined();
  });
});

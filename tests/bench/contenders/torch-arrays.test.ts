import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ndarray, rows } from '#core';
import { readArrays, writeArrays } from '../../../bench/contenders/torch-arrays.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claimcheck-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('arrays for PyTorch', () => {
  it('come back as they were: groups, a scalar, an empty group, whole numbers', () => {
    const groups = {
      state: { w: ndarray([0.5, -2, 3, 4], [2, 2]), scalar: ndarray([7], []) },
      data: { y: ndarray(Int32Array.of(3, -1), [2], 'int32') },
      inputs: {},
    };
    writeArrays(join(folder, 'a'), groups);
    expect(readArrays(join(folder, 'a'))).toEqual(groups);
  });

  it('a view writes its own values and not those of the whole buffer', () => {
    const whole = ndarray([1, 2, 3, 4, 5, 6], [3, 2]);
    writeArrays(join(folder, 'a'), { state: { w: rows(whole, 1, 2) } });
    expect(readFileSync(join(folder, 'a.bin'))).toHaveLength(8);
    expect([...readArrays(join(folder, 'a'))['state']!['w']!.values]).toEqual([3, 4]);
  });
});

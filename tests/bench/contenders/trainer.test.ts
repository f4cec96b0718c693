import { describe, expect, it } from 'vitest';
import { ndarray } from '#core';
import { drawnInputs, inputsOf } from '../../../bench/contenders/trainer.ts';

const training = {
  step: () => ({ state: {}, metrics: {} }),
  state: {},
  data: {},
  inputs: { batch: ndarray(Int32Array.of(1, 2, 3, 4, 5, 6), [3, 2], 'int32') },
};

describe('inputsOf', () => {
  it('repeats the drawn steps in order, cut in the middle of a round', () => {
    const { batch, stepIndex } = inputsOf(training, 5);
    expect(batch).toEqual(ndarray(Int32Array.of(1, 2, 3, 4, 5, 6, 1, 2, 3, 4), [5, 2], 'int32'));
    expect([...stepIndex!.values]).toEqual([0, 1, 2, 3, 4]);
  });

  it('takes the first steps when fewer are wanted than drawn', () => {
    expect(inputsOf(training, 2)['batch']).toMatchObject({ shape: [2, 2] });
    expect([...inputsOf(training, 2)['batch']!.values]).toEqual([1, 2, 3, 4]);
  });
});

describe('drawnInputs', () => {
  it('chunks that begin anywhere give what one long run gives', () => {
    const whole = [...inputsOf(training, 11)['batch']!.values];
    for (const sizes of [[11], [1, 4, 6], [2, 1, 8], [3, 3, 5]]) {
      let from = 0;
      const parts = sizes.map((count) => {
        const { batch } = drawnInputs(training, from, count);
        from += count;
        expect(batch!.shape).toEqual([count, 2]);
        return [...batch!.values];
      });
      expect(parts.flat()).toEqual(whole);
    }
  });
});

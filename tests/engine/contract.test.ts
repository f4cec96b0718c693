import { describe, expect, it } from 'vitest';
import { checkMetrics, checkRun, checkStepResult } from '../../src/engine/contract.ts';
import { spec } from './graphs.ts';

type Given = Parameters<typeof checkRun>[1];
type Specs = Parameters<typeof checkRun>[0]['state'];

/** Checks a run that is given one record. */
function checkGiven(role: string, given: Given, expected: Specs, steps = 1): void {
  const only = <Value>(name: string, record: Value): Value | Record<string, never> =>
    role === name ? record : {};
  const specs = {
    state: only('state', expected),
    input: only('inputs', expected),
    data: only('data', expected),
  };
  checkRun(specs, only('state', given), only('inputs', given), only('data', given), steps);
}

describe('checkRun', () => {
  const expected = { w: spec([2, 3]), n: spec([], 'int32') };

  it('takes what fits, in any order', () => {
    expect(() => checkGiven('state', { n: spec([], 'int32'), w: spec([2, 3]) }, expected)).not.toThrow();
  });

  it.each([
    ['missing', { w: spec([2, 3]) }, "state: 'n' is missing, expected int32[]"],
    [
      'transposed',
      { w: spec([3, 2]), n: spec([], 'int32') },
      "state: 'w' is float32[3, 2], expected float32[2, 3]",
    ],
    ['of another type', { w: spec([2, 3]), n: spec([]) }, "state: 'n' is float32[], expected int32[]"],
    ['extra', { ...expected, v: spec([1]) }, "state: 'v' (float32[1]) is not expected"],
  ])('names an array that is %s', (_, given, message) => {
    expect(() => checkGiven('state', given, expected)).toThrow(message);
  });

  it.each([
    ['no values', undefined, 'holds its values in a undefined, not a Float32Array'],
    ['too few values', new Float32Array(5), 'holds 5 values, its shape 6'],
    ['values of another type', new Int32Array(6), 'holds its values in a Int32Array, not a Float32Array'],
  ])('refuses an array with %s', (_, values, message) => {
    const record = { w: { ...spec([2, 3]), values } };
    expect(() => checkGiven('state', record, { w: spec([2, 3]) })).toThrow(
      `state: 'w' (float32[2, 3]) ${message}`,
    );
  });

  it.each(['state', 'inputs', 'data'])(
    'refuses a bool of %s that is neither 0 nor 1, at its place',
    (role) => {
      // Inputs have one step here.
      const [steps, step] = role === 'inputs' ? [[1], '0, '] : [[], ''];
      const given = spec([...steps, 2, 3], 'bool');
      const mask = { ...given, values: Uint8Array.of(0, 1, 1, 0, 2, 255) };
      const check = () => checkGiven(role, { mask }, { mask: spec([2, 3], 'bool') });
      expect(check).toThrow(`${role}: 'mask' holds 2 at [${step}1, 1], and a bool is 0 or 1`);
      mask.values.set([1, 0], 4);
      expect(check).not.toThrow();
      const one = { flag: { ...spec(steps, 'bool'), values: Uint8Array.of(7) } };
      expect(() => checkGiven(role, one, { flag: spec([], 'bool') })).toThrow(
        `'flag' holds 7 at [${steps.length > 0 ? '0' : ''}], and`,
      );
    },
  );

  it('does not take inherited properties for arrays', () => {
    expect(() => checkGiven('data', {}, { constructor: spec([]) })).toThrow("data: 'constructor' is missing");
  });

  it('puts the steps of a chunk in front of the shape', () => {
    expect(() => checkGiven('inputs', { x: spec([4, 2]) }, { x: spec([2]) }, 4)).not.toThrow();
    expect(() => checkGiven('inputs', { x: spec([2]) }, { x: spec([2]) }, 4)).toThrow(
      "inputs: 'x' is float32[2], expected float32[4, 2]",
    );
  });
});

describe('what a step returns', () => {
  it('must fit its state', () => {
    expect(() => checkStepResult({ state: { w: spec([2]) } }, { state: { w: spec([3]) } })).toThrow(
      "the step's new state does not fit its old state: 'w' is float32[3], expected float32[2]",
    );
  });

  it('must have the same metrics in every step', () => {
    expect(() => checkMetrics({ loss: spec([]) }, { loss: spec([2]) })).toThrow(
      "the step's metrics changed between steps: 'loss' is float32[], expected float32[2]",
    );
  });
});

describe('the number of steps', () => {
  it.each([1, 2, 1e6])('takes %s', (steps) =>
    expect(() => checkRun({ state: {}, input: {}, data: {} }, {}, {}, {}, steps)).not.toThrow(),
  );
  it.each([0, -1, 0.5, NaN, Infinity])('refuses %s', (steps) => {
    expect(() => checkRun({ state: {}, input: {}, data: {} }, {}, {}, {}, steps)).toThrow(
      `steps must be a whole number of at least 1, got ${steps}`,
    );
  });
});

import { classOf, type DType, sizeOf, type SpecRecord, type TensorSpec, UserError } from '#core';
import { StepError } from './errors.ts';
import { describe } from './graph/graph.ts';
import { placeIn } from './place-in.ts';
import type { StepSpecs } from './types.ts';

/** What tensors and host arrays have in common. */
interface Shaped {
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Host arrays have their values at hand. */
  readonly values?: unknown;
}

type ShapedRecord = Readonly<Record<string, Shaped>>;

const types: readonly string[] = ['float32', 'int32', 'bool'] satisfies DType[];

/**
 * Checks what a step is to be compiled for.
 * @throws UserError naming the first tensor whose extents are not whole numbers or whose element type nobody carries
 */
export function checkSpecs({ state, input, data }: StepSpecs): void {
  for (const [role, record] of Object.entries({ state, input, data })) {
    for (const [name, { dtype, shape }] of Object.entries<TensorSpec>(record)) {
      if (!types.includes(dtype))
        throw new UserError(`${role}: '${name}' has type ${dtype}`, `take one of ${types.join(', ')}`);
      const fits =
        Array.isArray(shape) && shape.every((extent) => Number.isSafeInteger(extent) && extent >= 0);
      if (!fits) {
        throw new UserError(
          `${role}: '${name}' has shape [${String(shape)}]`,
          'give every extent as a whole number of at least 0',
        );
      }
    }
  }
}

/**
 * Checks the arrays that a program is given against the specs that it was compiled for.
 * @param role what the record is, for the message: `state`, `inputs`, `data`
 * @param leading length of an extra leading axis: the steps of a chunk of inputs
 * @throws UserError naming the first array that is missing, unknown, of another shape or element type, or has bools that are
 *   neither 0 nor 1
 */
function checkRecord(role: string, given: ShapedRecord, expected: SpecRecord, leading?: number): void {
  const difference = firstDifference(given, expected, leading === undefined ? [] : [leading]);
  if (difference) {
    throw new UserError(
      `${role}: ${difference}`,
      `pass ${role} with the names, shapes and element types that the step was compiled for`,
    );
  }
  for (const name of Object.keys(expected)) checkTruthValues(`${role}: '${name}'`, given[name]!);
}

/** Engines read a bool as a number, by its lowest bit or by whether it is zero: only of 0 and 1 they make the same. */
function checkTruthValues(name: string, { dtype, shape, values }: Shaped): void {
  if (dtype !== 'bool' || !(values instanceof Uint8Array)) return;
  let at = 0;
  while (at < values.length && values[at]! <= 1) at++;
  if (at === values.length) return;
  throw new UserError(
    `${name} holds ${values[at]} at [${placeIn(shape, at).join(', ')}], and a bool is 0 or 1`,
    'write 1 for true, as `x === 0 ? 0 : 1` makes of a number',
  );
}

/**
 * Checks the number of steps that a program is asked for.
 * @throws UserError when it is not a whole number of at least 1
 */
function checkSteps(steps: number): void {
  if (Number.isSafeInteger(steps) && steps >= 1) return;
  throw new UserError(
    `steps must be a whole number of at least 1, got ${steps}`,
    'leave the call out when there is nothing to do',
  );
}

/**
 * Checks that a program was not disposed: its memory is gone, or its session.
 * @throws UserError when it was
 */
export function checkLive(disposed: boolean): void {
  if (!disposed) return;
  throw new UserError('the program was disposed', 'compile the step again, or dispose the program later');
}

/**
 * Checks everything that a program is given for a run.
 * @throws UserError naming the first array that is missing, unknown, of another shape or element type, or has bools that are
 *   neither 0 nor 1, and where `steps` is not a whole number of at least 1
 */
export function checkRun(
  specs: StepSpecs,
  state: ShapedRecord,
  inputs: ShapedRecord,
  data: ShapedRecord,
  steps: number,
): void {
  checkSteps(steps);
  checkRecord('state', state, specs.state);
  checkRecord('inputs', inputs, specs.input, steps);
  checkRecord('data', data, specs.data);
}

/**
 * Checks that a step returned the state that it was given: same names, shapes and element types.
 * @throws StepError naming the first tensor that differs
 */
export function checkStepResult(specs: Pick<StepSpecs, 'state'>, returned: { state: ShapedRecord }): void {
  const difference = firstDifference(returned.state, specs.state, []);
  if (!difference) return;
  throw new StepError(
    `the step's new state does not fit its old state: ${difference}`,
    'return every tensor of the state under its own name, with its shape and element type unchanged',
  );
}

/**
 * Checks that every step of a run returned the same metrics.
 * @throws StepError naming the first metric that differs
 */
export function checkMetrics(returned: ShapedRecord, first: SpecRecord): void {
  const difference = firstDifference(returned, first, []);
  if (!difference) return;
  throw new StepError(
    `the step's metrics changed between steps: ${difference}`,
    'return the same metrics with the same shapes in every step',
  );
}

/** What is wrong with the values of a host array: engines read them where they lie, by shape and type. */
function valuesProblem(array: Shaped, dtype: DType): string | undefined {
  if (!('values' in array)) return undefined;
  const { values, shape } = array;
  const wanted = classOf(dtype);
  if (!(values instanceof wanted)) {
    const given = typeof values === 'object' && values !== null ? values.constructor.name : typeof values;
    return `holds its values in a ${given}, not a ${wanted.name}`;
  }
  const expected = sizeOf(shape);
  return values.length === expected ? undefined : `holds ${values.length} values, its shape ${expected}`;
}

function firstDifference(
  given: ShapedRecord,
  expected: SpecRecord,
  leading: readonly number[],
): string | undefined {
  for (const [name, spec] of Object.entries(expected)) {
    const actual = Object.hasOwn(given, name) ? given[name] : undefined;
    const wanted = describe({ dtype: spec.dtype, shape: [...leading, ...spec.shape] });
    if (!actual) return `'${name}' is missing, expected ${wanted}`;
    if (describe(actual) !== wanted) return `'${name}' is ${describe(actual)}, expected ${wanted}`;
    const problem = valuesProblem(actual, spec.dtype);
    if (problem !== undefined) return `'${name}' (${wanted}) ${problem}`;
  }
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(expected, name));
  return unknown === undefined ? undefined : `'${unknown}' (${describe(given[unknown]!)}) is not expected`;
}

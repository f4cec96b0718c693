import type { Trajectory } from '#core';
import type { Reading } from './command-options.ts';
import type { Point } from './point.ts';
import { readNumbers, type Leftovers } from './read-numbers.ts';
import { ReadingError } from './reading-error.ts';

export interface TrajectoryReadings {
  readonly series: Readonly<Record<string, Reading>>;
  readonly values: Readonly<Record<string, Reading>>;
  /** Optimizer steps, or where they stand. */
  readonly steps: number | Reading;
}

/**
 * What a finished program left, as a trajectory: numbers that are not finite are kept as they are.
 * @throws ReadingError naming series or value, and what is wrong with it
 */
export function readTrajectory({ series, values, steps }: TrajectoryReadings, left: Leftovers): Trajectory {
  const read = (kind: string, readings: Readonly<Record<string, Reading>>): [string, Point[]][] =>
    Object.entries(readings).map(([name, reading]) => [name, inField(`${kind} ${name}`, reading, left)]);
  const points = read('series', series);
  checkLengths(points);
  const at = points.filter(([, [first]]) => first!.step !== undefined);
  const stepsTaken = typeof steps === 'number' ? steps : inField('steps', steps, left).at(-1)!.value;
  if (!Number.isSafeInteger(stepsTaken) || stepsTaken < 0) {
    throw new ReadingError(
      `steps is ${stepsTaken}`,
      'let it be the whole number of optimizer steps that were taken',
    );
  }
  return {
    series: Object.fromEntries(points.map(([name, each]) => [name, each.map(({ value }) => value)])),
    values: Object.fromEntries(read('value', values).map(([name, each]) => [name, each.at(-1)!.value])),
    ...(at.length > 0 && { at: Object.fromEntries(at.map(([name, each]) => [name, stepsOf(name, each)])) }),
    steps: stepsTaken,
  };
}

function inField(field: string, reading: Reading, left: Leftovers): Point[] {
  try {
    return readNumbers(reading, left);
  } catch (error) {
    throw error instanceof ReadingError ? new ReadingError(`${field}: ${error.message}`, error.hint) : error;
  }
}

/** Series without steps have a number for every step, and so equally many. */
function checkLengths(points: readonly [string, Point[]][]): void {
  const [first, ...others] = points.filter(([, [point]]) => point!.step === undefined);
  const other = others.find(([, each]) => each.length !== first![1].length);
  if (!other) return;
  throw new ReadingError(
    `series ${first![0]} has ${first![1].length} numbers, series ${other[0]} has ${other[1].length}`,
    'give each series whose numbers are not of every step its `step`',
  );
}

function stepsOf(name: string, points: readonly Point[]): number[] {
  const steps = points.map(({ step }) => step!);
  const wrong = steps.findIndex((step, index) => !Number.isFinite(step) || step < (steps[index - 1] ?? step));
  if (wrong < 0) return steps;
  const before = wrong > 0 ? ` after ${steps[wrong - 1]}` : '';
  throw new ReadingError(
    `series ${name}: its point ${wrong + 1} is of step ${steps[wrong]}${before}`,
    'let steps be finite, and the program write them in their order',
  );
}

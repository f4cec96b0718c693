import { createRng, type Rng, type Trajectory } from '#core';
import { readersOf } from './arm-problems.ts';
import { show } from './describe-issues.ts';
import { imagine, sameNumbers } from './imagine.ts';
import type { EmpiricalClaim } from './types.ts';
import { meant } from './watch-measures.ts';

/**
 * Measures that panels and figures read, that `measure` does not give, and that are near to one that it gives. Which it gives
 * is learnt from trajectories that are made up, and it may give others of real ones: this is for who asks before training,
 * judging refuses what no arm has (see `watchMeasures`).
 * @returns a line for each, with the measures that may be meant
 */
export function measureProblems(claim: EmpiricalClaim): string[] {
  const { given } = tryMeasure(claim);
  return readersOf(claim).flatMap(({ field, panel }) => {
    const imagined = imagine(claim, [panel], []);
    sameNumbers(imagined, imagined.numbersWith({}));
    const read = new Set(imagined.measures.cells.map(({ name }) => name));
    return [...read].flatMap((name) => {
      const near = given.includes(name) ? undefined : meant(name, given);
      return near === undefined ? [] : [`${field} reads ${show(name)}, which measure does not give; ${near}`];
    });
  });
}

const tries = 3;

/** The series that a claim's measure asks for, as far as trajectories show that are made up. */
export function measuredSeries(claim: EmpiricalClaim): string[] {
  return tryMeasure(claim).series;
}

/** Names of what a claim measures of trajectories that have every series and every value, and of the series that it reads. */
function tryMeasure({ id, measure, tiers }: EmpiricalClaim): { given: string[]; series: string[] } {
  const series = new Set<string>();
  const rng = createRng(id, 'imagined trajectories');
  const names = Array.from({ length: tries }, () => {
    try {
      const measures: unknown = measure(imaginedTrajectory(rng, series), tiers.smoke);
      return typeof measures === 'object' && measures !== null ? Object.keys(measures) : [];
    } catch {
      return [];
    }
  });
  return { given: [...new Set(names.flat())], series: [...series] };
}

const points = 64;

function imaginedTrajectory(rng: Rng, read: Set<string>): Trajectory {
  const answering = <T>(make: () => T, names?: Set<string>): Readonly<Record<string, T>> => {
    const made = new Map<string, T>();
    return new Proxy<Record<string, T>>(
      {},
      {
        get: (_, name) => {
          if (typeof name !== 'string') return undefined;
          names?.add(name);
          if (!made.has(name)) made.set(name, make());
          return made.get(name);
        },
        has: (_, name) => typeof name === 'string',
      },
    );
  };
  return {
    series: answering(() => Array.from({ length: points }, () => rng.uniform(0.1, 1)), read),
    at: answering(() => Array.from({ length: points }, (_, index) => index)),
    values: answering(() => rng.uniform(0.1, 1)),
    steps: points,
  };
}

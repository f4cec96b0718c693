import { messageOf, UserError } from '#core';
import type { Trajectory } from '#core';
import { show } from './describe-issues.ts';
import type { EmpiricalClaim, Measures, TierSize } from './types.ts';
import { isUnknown, meant } from './watch-measures.ts';

/**
 * What a claim measures of one run of an arm.
 * @throws UserError naming claim and arm, when the measure throws or gives no named numbers; and the series or value that it
 *   read and the arm did not return, as that is why
 */
export function measureRun(
  claim: EmpiricalClaim,
  arm: string,
  trajectory: Trajectory,
  size: TierSize,
): Measures {
  const where = `claim ${claim.id}: measure of arm "${arm}"`;
  const { watched, unknown } = watchTrajectory(trajectory);
  const refusal = (problem: string, hint: string): UserError => {
    const missing = unknown();
    return missing === undefined
      ? new UserError(`${where} ${problem}`, hint)
      : new UserError(`${where} ${problem}, as it reads ${missing.problem}`, missing.hint);
  };
  const measures: unknown = measuredBy(() => claim.measure(watched, size), refusal);
  if (typeof measures !== 'object' || measures === null || 'then' in measures) {
    const given = measures instanceof Promise ? 'a promise' : show(measures);
    throw refusal(
      `gave ${given}`,
      'return an object of named numbers at once, such as { loss: 0.1 }, NaN for a run that has none',
    );
  }
  for (const [name, value] of Object.entries<unknown>({ ...measures })) {
    if (typeof value !== 'number') {
      throw refusal(
        `gave ${name} = ${String(value)}`,
        'measures are named numbers, NaN for a run that has none',
      );
    }
  }
  return { ...measures };
}

function measuredBy(measure: () => unknown, refusal: (problem: string, hint: string) => UserError): unknown {
  try {
    return measure();
  } catch (cause) {
    const error = refusal(
      `throws: ${messageOf(cause)}`,
      'let it only read the trajectory that it is given, and return NaN where that gives no number',
    );
    error.cause = cause;
    throw error;
  }
}

interface Missing {
  readonly problem: string;
  readonly hint: string;
}

/** A trajectory that notes which series or value was asked for first and is not there. */
function watchTrajectory(trajectory: Trajectory): {
  readonly watched: Trajectory;
  readonly unknown: () => Missing | undefined;
} {
  let unknown: Missing | undefined;
  const watch = <T extends object>(field: 'series' | 'values', entries: T): T =>
    new Proxy(entries, {
      get(target, name) {
        if (isUnknown(name, target)) {
          const known = Object.keys(target);
          unknown ??= {
            problem: `${field}.${name}, which the arm did not return`,
            hint: meant(name, known) ?? `it returned the ${field} ${known.join(', ') || 'of no name'}`,
          };
        }
        return Reflect.get(target, name) as unknown;
      },
    });
  const { series, values } = trajectory;
  return {
    watched: { ...trajectory, series: watch('series', series), values: watch('values', values) },
    unknown: () => unknown,
  };
}

import { fieldName } from './describe-issues.ts';
import { imagine, sameNumbers } from './imagine.ts';
import type { SeedMeasures } from './panels.ts';
import type { EmpiricalClaim, Figure, Panel } from './types.ts';
import { armHint, isUnknown, noArm } from './watch-measures.ts';

/** A function of a claim that reads measures, by the field that it is in. */
export interface Reader {
  readonly field: string;
  readonly panel: Panel;
}

/** The functions of a claim that read measures of one seed; figures as panels whose number is of no matter. */
export function readersOf({ effect, also = [], requires = [], figures = {} }: EmpiricalClaim): Reader[] {
  return [
    { field: 'effect.of', panel: effect },
    ...also.map((panel, index) => ({ field: fieldName(['also', index, 'of']), panel })),
    ...requires.map((panel, index) => ({ field: fieldName(['requires', index, 'of']), panel })),
    ...Object.entries<Figure>(figures).map(([name, { lines }]) => ({
      field: fieldName(['figures', name, 'lines']),
      panel: { ...effect, name, of: (arms: SeedMeasures) => (lines(arms) ? 0 : NaN) },
    })),
  ];
}

/**
 * Arms that panels and figures read and that do not exist. Nothing is trained: many measures are made up.
 * @returns a line for each, with what to write instead
 */
export function armProblems(claim: EmpiricalClaim): string[] {
  const arms = Object.keys(claim.arms);
  return readersOf(claim).flatMap(({ field, panel }) => {
    const unknown = new Set<string>();
    const noting = (read: SeedMeasures): SeedMeasures =>
      new Proxy(read, {
        get(target, name) {
          if (isUnknown(name, target)) unknown.add(name);
          return Reflect.get(target, name) as SeedMeasures[string];
        },
      });
    const imagined = imagine(claim, [{ ...panel, of: (read) => panel.of(noting(read)) }], []);
    sameNumbers(imagined, imagined.numbersWith({}));
    return [...unknown].map((name) => `${field} reads ${noArm(name)}; ${armHint(name, arms)}`);
  });
}

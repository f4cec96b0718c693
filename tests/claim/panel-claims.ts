import { defineClaim, type EmpiricalClaim, type Panel, type Rule } from '#claim';
import { definition, scores } from './scripted.ts';

export type Arms = Readonly<Record<string, Readonly<Record<string, number>>>>;
export type Form = Pick<Panel, 'name' | 'of'> & Rule;

export const panel = (name: string, of: (arms: Arms) => number, rule: Rule): Form => ({ name, of, ...rule });

/** A claim of arms `a` to `d` with these panels and one control. */
export function claimOf(
  [effect, ...also]: readonly Form[],
  control: Readonly<Record<string, string>>,
  couldHold?: Arms,
): EmpiricalClaim {
  const train = definition({ effect: scores(8) }).arms.with;
  const filled = (form: Form): Panel => ({ ...form, unit: '1', because: 'test' });
  return defineClaim({
    ...definition({ effect: scores(8) }),
    arms: Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((arm) => [arm, (...given: Parameters<typeof train>) => train(...given)]),
    ),
    effect: filled(effect!),
    also: also.map(filled),
    requires: undefined,
    controls: { control: Object.entries(control).map(([arm, standIn]) => ({ replace: arm, with: standIn })) },
    ...(couldHold && { couldHold: { control: couldHold } }),
  } as unknown as Parameters<typeof defineClaim>[0]);
}

export const exceeds = (margin: number): Rule => ({ rule: 'exceeds', margin });
export const staysBelow = (margin: number): Rule => ({ rule: 'staysBelow', margin });
export const staysWithin = (margin: number): Rule => ({ rule: 'staysWithin', margin });
export const x = (arm: string) => (arms: Arms) => arms[arm]!.x!;
export const less = (one: string, other: string) => (arms: Arms) => arms[one]!.x! - arms[other]!.x!;

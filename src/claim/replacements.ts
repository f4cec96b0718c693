import type { EmpiricalClaim, Replacement } from './types.ts';

/** Which arm stands in for which. */
export type Exchange = Readonly<Record<string, string>>;

/** The replacements of a control, one or several. */
export function replacementsOf(control: Replacement | readonly Replacement[]): readonly Replacement[] {
  return 'replace' in control ? [control] : control;
}

/** What each control of a claim exchanges, by its name. */
export function exchangesOf({
  controls,
}: Pick<EmpiricalClaim, 'controls'>): Readonly<Record<string, Exchange>> {
  const exchanges = Object.entries(controls).map(([name, control]) => [
    name,
    Object.fromEntries(replacementsOf(control).map(({ replace, with: standIn }) => [replace, standIn])),
  ]);
  return Object.fromEntries(exchanges) as Readonly<Record<string, Exchange>>;
}

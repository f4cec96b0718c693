import { armProblems } from './arm-problems.ts';
import { couldHoldProblems, numberOf } from './could-hold.ts';
import { definitionError, fieldName } from './describe-issues.ts';
import { findWitness } from './find-witness.ts';
import { imagine, type Imagined, isSame, sameNumbers } from './imagine.ts';
import { requirementProblems } from './requirement-problems.ts';
import { exchanged, panelsOf, type SeedMeasures } from './panels.ts';
import { type Exchange, exchangesOf } from './replacements.ts';
import type { EmpiricalClaim, Panel } from './types.ts';

/**
 * Arms that panels read and that do not exist; else controls of a claim, and what it requires, that could not have failed,
 * whatever was measured: controls that make a panel one and the same number, as where one arm comes to stand on both sides of a difference, and those that no measures satisfy while they satisfy
 * the claim. Nothing is trained: numbers of many sizes, margins and their neighbours stand in for measures, and the search
 * for some that satisfy the panels is the same in every run. Where the author gives such measures (`couldHold`) these are
 * tried instead.
 * @param examples measures of seeds, where there are any: they tell which measures there are and which are never below 0,
 *   and the search begins there
 * @returns a line for each problem, with what to do; undefined where nothing can be told, because a panel lists the
 *   measures and there is no example, or because nothing was found that satisfies the claim itself
 */
export function controlProblems(
  claim: EmpiricalClaim,
  examples: readonly SeedMeasures[] = [],
): string[] | undefined {
  const unknown = armProblems(claim);
  // What a panel makes of an arm that is not there says nothing of controls.
  if (unknown.length > 0) return unknown;
  const sure = [...couldHoldProblems(claim), ...requirementProblems(claim, examples)];
  const found = searchProblems(claim, examples);
  return found || sure.length > 0 ? [...sure, ...(found ?? [])] : undefined;
}

function searchProblems(claim: EmpiricalClaim, examples: readonly SeedMeasures[]): string[] | undefined {
  const shown = claim.couldHold ?? {};
  const imagined = imagine(claim, panelsOf(claim), examples);
  const { panels, measures, numbersWith } = imagined;
  const own = numbersWith({});
  if (measures.wereListed && examples.length === 0) return undefined;
  const starts = [...Object.values(shown), ...examples].map((example: SeedMeasures) =>
    measures.cells.map(({ arm, name }) => example[arm]?.[name] ?? NaN),
  );
  if (!findWitness({ ...imagined, rules: panels, numbers: own, starts })) return undefined;
  const witness = measures.values();
  const fixed = sameNumbers(imagined, own);
  return Object.entries(exchangesOf(claim)).flatMap(([name, exchange]) => {
    const given = shown[name] && exchanged(shown[name], exchange);
    const same = sameNumbers(imagined, numbersWith(exchange)).flatMap((value, index) => {
      const panel = panels[index]!;
      const varies = value === undefined || (given && !isSame(value, numberOf(panel, given)));
      return varies || fixed[index] !== undefined ? [] : [sameness(name, panel, value)];
    });
    if (same.length > 0 || given) return same;
    const conflict = conflictOf(imagined, exchange, witness);
    return conflict.length === 0 ? [] : [contradiction(name, conflict)];
  });
}

/**
 * Refuses a claim whose controls, or what it requires, could not have failed.
 * @returns whether anything could be told: see `controlProblems`
 * @throws UserError with a line for each problem
 */
export function areControlsChecked(claim: EmpiricalClaim, examples: readonly SeedMeasures[] = []): boolean {
  const problems = controlProblems(claim, examples);
  if (!problems || problems.length === 0) return problems !== undefined;
  throw definitionError(claim.id, problems);
}

/**
 * Panels that a control cannot satisfy where the claim holds, though it can satisfy all but any one of them; empty where
 * it can satisfy all.
 * @param witness measures that satisfy the claim
 */
function conflictOf(imagined: Imagined, exchange: Exchange, witness: readonly number[]): readonly Panel[] {
  const { panels, measures, numbersWith } = imagined;
  const own = numbersWith({});
  // The stand-ins take what satisfies the claim in the place of the arms that they stand in for.
  const taken = measures.cells.map(({ arm, name }, index) => {
    const [place] = Object.entries(exchange).find(([, standIn]) => standIn === arm) ?? [arm];
    const at = measures.cells.findIndex((cell) => cell.arm === place && cell.name === name);
    return witness[at] ?? witness[index] ?? NaN;
  });
  const canHold = (some: readonly Panel[]): boolean => {
    const others = numbersWith(exchange, some);
    const numbers = (): number[] => [...own(), ...others()];
    return findWitness({ ...imagined, rules: [...panels, ...some], numbers, starts: [taken, witness] });
  };
  if (canHold(panels)) return [];
  return panels.reduce<readonly Panel[]>((conflict, panel) => {
    const others = conflict.filter((other) => other !== panel);
    return canHold(others) ? conflict : others;
  }, panels);
}

function sameness(control: string, { name }: Panel, value: number): string {
  return (
    `control "${control}" makes "${name}" ${Number(value.toPrecision(6))} whatever is measured, as the same arm comes to ` +
    'stand in two places; exchange another arm, or another one besides'
  );
}

function contradiction(control: string, panels: readonly Panel[]): string {
  const names = panels.map(({ name }) => `"${name}"`).join(' and ');
  return (
    `control "${control}" is refuted wherever the claim holds: no measures were found that satisfy the claim and, with the ` +
    `arms exchanged, ${names}; exchange an arm for one that the claim says nothing of, or give such measures in ` +
    fieldName(['couldHold', control])
  );
}

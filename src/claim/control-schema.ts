import { z } from 'zod';
import { someOf } from './claim-schema.ts';
import { fieldName, withHint, show } from './describe-issues.ts';
import { replacementsOf } from './replacements.ts';
import type { Replacement } from './types.ts';

const form = "give { replace: 'arm', with: 'another arm' }, or a list of such";
const arm = z.string(withHint('name an arm'));
const replacement = z.strictObject({ replace: arm, with: arm }, withHint(form));

/** Negative controls by name. */
export const controls = someOf(
  z.union([replacement, z.array(replacement).min(1, withHint(form))], withHint(form)),
  'declare at least one negative control: which arm is replaced with which',
);

/** Replacements by or of arms that do not exist, that change nothing, or two of one arm. */
export function replacementProblems({
  arms,
  controls,
}: {
  readonly arms: Readonly<Record<string, unknown>>;
  readonly controls: Readonly<Record<string, Replacement | readonly Replacement[]>>;
}): string[] {
  const known = Object.keys(arms);
  const noArm = (name: string): string =>
    `is ${show(name)}, which is no arm; the arms are ${known.join(', ')}`;
  return Object.entries(controls).flatMap(([name, control]) =>
    replacementsOf(control).flatMap(({ replace, with: standIn }, index, all) => {
      const place = ['controls', name, ...('replace' in control ? [] : [index])];
      const [replaced, by] = [fieldName([...place, 'replace']), fieldName([...place, 'with'])];
      if (!known.includes(replace)) return [`${replaced} ${noArm(replace)}`];
      if (!known.includes(standIn)) return [`${by} ${noArm(standIn)}`];
      if (all.findIndex((other) => other.replace === replace) < index) {
        return [`${replaced} is ${show(replace)}, which is replaced already; replace each arm once`];
      }
      if (standIn === replace) return [`${by} is the arm itself; replace it with another arm`];
      if (arms[standIn] === arms[replace]) {
        return [`${by} is ${show(standIn)}, the same training as ${replace}; replace it with another one`];
      }
      return [];
    }),
  );
}

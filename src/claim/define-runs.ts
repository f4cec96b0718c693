import { z } from 'zod';
import { axis, callable, claimId, someOf, whole } from './claim-schema.ts';
import { definitionError, describeIssues, idIn, show, withHint } from './describe-issues.ts';
import { empiricalTiers } from './tier-schema.ts';
import type { Measures, NumbersOf, Runs, RunsDefinition, RunsOf } from './types.ts';

const mark = Symbol.for('claimcheck.runs');

const definitionSchema = z.strictObject(
  {
    id: claimId,
    revision: whole(1, 'use a whole number that starts at 1 and is raised when the runs change'),
    tiers: empiricalTiers,
    arms: someOf(
      callable('give a function that trains one replica per seed and returns their trajectories'),
      'declare the arms that are trained',
    ),
    measure: callable('give a function from a trajectory to named numbers'),
    curves: someOf(axis, 'name at least one series that the evidence keeps'),
  },
  withHint('give { id, revision, tiers, arms, measure, curves }'),
);

/**
 * Validates runs that several claims share and returns them frozen. They are the default export of
 * `claims/<paper>/<name>.runs.ts`, and its claims spread `runs.of('arm', ...)` into their definitions.
 * @throws UserError naming the runs, each wrong field, its value and what to write instead
 */
export function defineRuns<Size extends object, Arm extends string, Measured extends NumbersOf<Measured>>(
  definition: RunsDefinition<Size, Arm, Measured>,
): Runs<Size, Arm, Measured> {
  const parsed = definitionSchema.safeParse(definition);
  if (!parsed.success) throw definitionError(idIn(definition), describeIssues(parsed.error), 'runs');
  const { tiers, arms, measure, curves } = definition;
  const of = <Chosen extends Arm>(...chosen: readonly Chosen[]): RunsOf<Size, Chosen, Measured> => {
    const missing = chosen.filter((arm) => !Object.hasOwn(arms, arm));
    if (missing.length > 0) {
      const known = Object.keys(arms).join(', ');
      throw definitionError(
        definition.id,
        missing.map((arm) => `of names "${arm}", which is no arm; the arms are ${known}`),
        'runs',
      );
    }
    const some = Object.fromEntries(chosen.map((arm) => [arm, arms[arm]])) as RunsOf<
      Size,
      Chosen,
      Measured
    >['arms'];
    return { sharedRuns: runs, tiers, arms: some, measure, curves };
  };
  const runs: Runs<Size, Arm, Measured> = Object.freeze({ ...definition, of, [mark]: true });
  return runs;
}

/** Whether a value, for instance a module's default export, was made by `defineRuns`. */
function isRuns(value: unknown): value is Runs {
  return typeof value === 'object' && value !== null && mark in value;
}

/** What a claim that shares runs may not change: its numbers are kept under the name of the runs. */
export function runsProblems(
  id: string,
  definition: {
    readonly sharedRuns?: unknown;
    readonly arms: object;
    readonly measure: unknown;
    readonly curves: object;
  },
): string[] {
  const { sharedRuns: runs } = definition;
  if (runs === undefined) return [];
  if (!isRuns(runs))
    return [
      `sharedRuns is ${show(runs)}, which defineRuns did not return; spread runs.of("arm", ...) into the claim`,
    ];
  const problems: string[] = [];
  if (runs.id.split('/')[0] !== id.split('/')[0]) {
    problems.push(`sharedRuns.id is "${runs.id}", of another paper; share runs inside one paper`);
  }
  const own = Object.entries(definition.arms).filter(([arm, train]) => runs.arms[arm] !== train);
  problems.push(
    ...own.map(([arm]) => `arms.${arm} is no arm of ${runs.id}; declare it in the file of the runs`),
  );
  if (definition.measure !== (runs.measure as (...given: never) => Measures)) {
    problems.push(`measure is not that of ${runs.id}; take it from the runs`);
  }
  if (definition.curves !== runs.curves)
    problems.push(`curves are not those of ${runs.id}; take them from the runs`);
  return problems;
}

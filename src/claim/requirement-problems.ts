import { numberOf } from './could-hold.ts';
import { fieldName } from './describe-issues.ts';
import { imagine, sameNumbers } from './imagine.ts';
import { panelsOf, satisfies, type SeedMeasures } from './panels.ts';
import type { EmpiricalClaim, Panel } from './types.ts';

/**
 * Required panels that show nothing of the experiment: those that hold whatever is measured, as they are one and the same
 * number, and those of arms that no panel of the claim reads. Nothing is trained: see `controlProblems`.
 * @param examples measures of seeds, where there are any
 * @returns a line for each panel, with what to do
 */
export function requirementProblems(claim: EmpiricalClaim, examples: readonly SeedMeasures[]): string[] {
  const { requires = [] } = claim;
  if (requires.length === 0) return [];
  const ofPanels = new Set(panelsOf(claim).flatMap((panel) => armsReadBy(claim, panel, examples)));
  return requires.flatMap((panel, index) => {
    const field = `${fieldName(['requires', index])} "${panel.name}"`;
    const constant = constantOf(claim, panel, examples);
    if (constant !== undefined && satisfies(panel, constant)) {
      return [
        `${field} is ${Number(constant.toPrecision(6))} whatever is measured, so it holds also where the experiment ` +
          'failed; require a number of what was measured',
      ];
    }
    const arms = armsReadBy(claim, panel, examples);
    if (ofPanels.size === 0 || arms.some((arm) => ofPanels.has(arm))) return [];
    const read = arms.length === 0 ? 'no arm' : `${arms.join(', ')} alone`;
    return [
      `${field} reads ${read}, and the panels of the claim read ${[...ofPanels].join(', ')}; require something of those`,
    ];
  });
}

function constantOf(
  claim: EmpiricalClaim,
  panel: Panel,
  examples: readonly SeedMeasures[],
): number | undefined {
  const imagined = imagine(claim, [panel], examples);
  const [constant] = sameNumbers(imagined, imagined.numbersWith({}));
  // Which measures there are is not known yet: of a list of none anything is true.
  return imagined.measures.wereListed && examples.length === 0 ? undefined : constant;
}

/** The arms that a panel reads at some of many measures. */
function armsReadBy(claim: EmpiricalClaim, panel: Panel, examples: readonly SeedMeasures[]): string[] {
  const read = new Set<string>();
  const watching: Panel = {
    ...panel,
    of: (arms) =>
      panel.of(
        new Proxy(arms, {
          get(target, arm: string) {
            if (Object.hasOwn(target, arm)) read.add(arm);
            return target[arm];
          },
        }),
      ),
  };
  const imagined = imagine(claim, [watching], examples);
  sameNumbers(imagined, imagined.numbersWith({}));
  for (const example of examples) numberOf(watching, example);
  return [...read];
}

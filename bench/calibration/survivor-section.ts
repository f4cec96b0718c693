import type { CalibrationResult } from './calibration-result.ts';
import { measureKinds } from './measure-sabotages.ts';
import { nullKinds } from './null-checks.ts';
import { table } from './page-parts.ts';
import reasons from './reasons.json' with { type: 'json' };
import { trainingKinds } from './training/training-sabotages.ts';

const mostNames = 8;

const why: Readonly<Record<string, Readonly<Record<string, string>>>> = reasons;

/** What was supported and is no longer what the claim speaks of, by claim, with the reason where one is known. */
export function survivorSection({ claims, trained }: CalibrationResult): string {
  const rows = Object.entries(claims).flatMap(([id, { verdict, nulls, shuffled, measures }]) => {
    const row = (kind: string, names: readonly string[]): string[][] =>
      names.length === 0
        ? []
        : [[`\`${id}\``, verdict, kind, listed(names), why[id]?.[kind] ?? why['any claim']?.[kind] ?? '']];
    const arranged = nullKinds.flatMap((kind) => {
      const found = nulls[kind].checks.filter(({ verdicts }) => verdicts.includes('supported'));
      return row(
        kind,
        found.map(({ name }) => name),
      );
    });
    const draws = shuffled.supported > 0 ? [`${shuffled.supported} of ${shuffled.draws} draws`] : [];
    return [
      ...arranged,
      ...row('shuffled arms', draws),
      ...measureKinds.flatMap((kind) => row(kind, measures[kind].survived)),
      ...trainingKinds.flatMap((kind) => {
        const mark = trained[id]?.[kind];
        return row(kind, mark && !mark.inert && mark.verdict === 'supported' ? ['training'] : []);
      }),
    ];
  });
  return `What was supported although there was nothing to find, or although the effect's own numbers were sabotaged. All names, and those of what
survived beside the effect, are in [\`reports/calibration.json\`](../reports/calibration.json); why something survives stands in
\`bench/calibration/reasons.json\`, by claim and kind.

${table(['claim', 'verdict', 'kind', 'names', 'why'], rows)}`;
}

function listed(names: readonly string[]): string {
  const more = names.length > mostNames ? [`and ${names.length - mostNames} more`] : [];
  return [...names.slice(0, mostNames), ...more].join('; ');
}

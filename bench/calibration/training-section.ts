import type { CalibrationResult } from './calibration-result.ts';
import { shareText, table } from './page-parts.ts';
import { markOf, trainingTotals } from './totals.ts';
import type { TrainedMark } from './training/training-suite.ts';
import { trainingKinds } from './training/training-sabotages.ts';

/** What became of claims whose training was sabotaged. */
export function trainingSection(result: CalibrationResult): string {
  const { claims, trained } = result;
  const rows = Object.keys(claims).flatMap((id) => {
    const marks = trained[id] ?? {};
    if (Object.keys(marks).length === 0) return [];
    const cells = trainingKinds.map((kind) => markText(claims[id]!.verdict, marks[kind]));
    return [[`\`${id}\``, claims[id]!.verdict, ...cells]];
  });
  const totals = trainingTotals(result).map(({ kind, killed, survived, failed, inert, notRun }) => [
    ...[kind, shareText(killed)],
    ...[survived, failed, inert, notRun].map(String),
  ]);
  return `Modules of the library are replaced while a claim is loaded, and it is judged on its published seeds; neither the claim nor the library is
edited. \`npm run calibrate -- --train 10\` goes on for ten minutes of processor time, the cheapest claims first, one at a time.

- \`rate 0\`: optimizers of \`claimcheck/nn\` leave every parameter where it is.
- \`labels shuffled\`: what \`claimcheck/data\` draws or reads has its labels in a random order.
- \`no normalization\`: normalization layers only scale and shift. \`no weight decay\`, \`no momentum\`: optimizers do without.

Inert are claims whose measures are all as published: they have no use for what was replaced, as a claim that makes its own steps or draws its
own data has none. Failed are runs that ended with an error. Of the claims that are supported:

${table(['sabotage', 'killed', 'survived', 'failed', 'inert', 'not run'], totals)}

Of a claim that is not supported, the verdict under sabotage is shown. All other claims are not run.

${table(['claim', 'verdict', ...trainingKinds], rows)}`;
}

function markText(published: string, mark: TrainedMark | undefined): string {
  if (!mark) return 'not run';
  const text = markOf(mark);
  if (text === 'inert' || text === 'failed') return text;
  return published === 'supported' ? `${text}${text === 'killed' ? `: ${mark.verdict}` : ''}` : mark.verdict;
}

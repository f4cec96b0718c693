import { formatNumber } from '#report';
import { operatingCharacteristic } from '#stats';
import type { CalibrationResult, ClaimCalibration } from './calibration-result.ts';
import { measureKinds } from './measure-sabotages.ts';
import { nullKinds } from './null-checks.ts';
import { shareText, table } from './page-parts.ts';
import { survivorSection } from './survivor-section.ts';
import { measureTotals, nullTotals, shareOf } from './totals.ts';
import { trainingSection } from './training-section.ts';

type Claims = CalibrationResult['claims'];

/** The page of documentation that a result is shown on. */
export function calibrationPage(result: CalibrationResult): string {
  const { claims } = result;
  const parts = [
    '# Calibration',
    opening(result),
    '## Nothing to find',
    nothingToFind(result),
    '## Sabotaged measures',
    sabotaged(claims),
    '## Sabotaged training',
    trainingSection(result),
    '## Rules that no outcome satisfies',
    impossible(result),
    '## By claim',
    byClaim(claims),
    '## Survived',
    survivorSection(result),
  ];
  return `${parts.join('\n\n')}\n`;
}

function opening({ claims, date, commit, tier }: CalibrationResult): string {
  const found = Object.values(claims);
  const bases = [...new Set(found.flatMap((claim) => Object.keys(claim.evidence)))];
  const counts = bases.map(
    (base) => `${base} (${found.filter((claim) => base in claim.evidence).length} claims)`,
  );
  return `<!-- Written by "npm run calibrate" from reports/calibration.json. -->

How often a verdict is \`supported\` where there is nothing to find, and which sabotage of a claim is noticed. Numbers that are stored
of seeds are put in other places and decided anew by the claim's own panels and controls, as a run decides them; nothing is trained
for it. Found on ${date} at commit \`${commit}\` of ${found.length} empirical claims at the tier \`${tier}\`, on seed bases ${counts.join(', ')}.
\`npm run calibrate\` looks again at whatever has changed since, and writes this page; \`--evidence <folder>\` adds what
\`claimcheck verify --seed-base <n> --out <folder>\` left there. Intervals are exact ones of 95 % (Clopper and Pearson); they count decisions
as independent, and those of claims that share runs are not.`;
}

function nothingToFind({ claims, simulated }: CalibrationResult): string {
  const found = Object.values(claims);
  const rows = nullTotals(found).map(({ kind, claims: tried, meaningless, supported, held, differing }) => [
    kind,
    `${tried}${meaningless > 0 ? ` (no meaning for ${meaningless})` : ''}`,
    shareText(supported),
    String(held),
    shareText(differing),
  ]);
  const shuffled = found.map((claim) => claim.shuffled);
  const sum = (of: 'draws' | 'supported' | 'held'): number =>
    shuffled.reduce((total, one) => total + one[of], 0);
  rows.push([
    'shuffled arms',
    String(found.length),
    shareText(shareOf(sum('supported'), sum('draws'))),
    String(sum('held')),
    '-',
  ]);
  const exact = formatNumber(100 * operatingCharacteristic(0.5).supported);
  return `- \`one arm\`: the runs of one arm in the place of every arm, each of another seed base, or of other seeds where there are more arms than
  bases; for every arm that a control names, from each base on.
- \`stand-in\`: what a control replaces is its stand-in, on other seeds than the stand-in's own; \`treatment\`: the stand-in is what it
  replaces, on other seeds. It has no meaning where one arm stands in for several.
- \`flip\`: the two arms of an exchange change places.
- \`shuffled arms\`: each seed's arms in an order of its own, 100 times.

A decision rests on the seeds that are stored of a base, mostly eight, where a run that is undecided goes on to 32; \`shuffled arms\` has the
seeds of all bases. \`held\` are decisions at which the panels held and only the controls kept the claim from being supported. The last column is the
share of arrangements whose verdict, with its kind, is not the same from every base on.

${table(['arrangement', 'claims', 'supported', 'held', 'differ between bases'], rows)}

Simulated seeds that pass the margin with probability 1/2, through all looks of whole decisions. At most 1 % may be supported; the rule
alone supports ${exact} %.

${table(
  ['simulated', 'supported', 'refuted'],
  simulated.map(({ name, runs, supported, refuted }) => [
    name,
    shareText(shareOf(supported, runs)),
    shareText(shareOf(refuted, runs)),
  ]),
)}`;
}

function sabotaged(claims: Claims): string {
  const found = Object.values(claims);
  const supported = found.filter(({ verdict }) => verdict === 'supported');
  const others = found.filter(({ verdict }) => verdict !== 'supported');
  const raised = measureTotals(others).reduce((sum, { killed }) => sum + killed.of - killed.count, 0);
  return `A sabotage is killed when the claim is no longer supported, and inert when no number that the claim reads has changed. One that
survives \`beside the effect\` has left the numbers of the claim's first panel as they were: further panels, controls or requirements read
others, and still do as they must.

- \`constant\`: a measure is the same everywhere, each in turn and all of them.
- \`replaced arm\`: an arm that a control replaces has the measures of another arm, each pair in turn. \`other arm\`: the same of arms that no
  control replaces; they are there for comparison, and one may often do for another.
- \`measure for measure\`: a measure is read where another one is meant, each pair in turn.
- \`unpaired\`: no two arms of a row are of one seed. It changes the setting and not what is claimed: an effect that is larger than the
  spread of seeds survives it, and may.

${table(
  ['sabotage', 'killed', 'survived', 'beside the effect', 'inert'],
  measureTotals(supported).map(({ kind, killed, survived, beside, inert }) => [
    kind,
    shareText(killed),
    ...[survived, beside, inert].map(String),
  ]),
)}

These are of the ${supported.length} claims that are supported. The ${others.length} others have nothing to lose; ${raised} sabotages made one of them supported.`;
}

function impossible({ impossible: rules }: CalibrationResult): string {
  return `What is said of a claim with such a rule before anything is trained.

${table(
  ['rule', 'said'],
  rules.map(({ name, refusedWith }) => [name, refusedWith ?? 'nothing: it is taken']),
)}`;
}

function byClaim(claims: Claims): string {
  const nulls = (claim: ClaimCalibration): string[] =>
    nullKinds.map((kind) => {
      const verdicts = claim.nulls[kind].checks.flatMap((check) => check.verdicts);
      if (verdicts.length === 0) return 'no meaning';
      return `${verdicts.filter((verdict) => verdict === 'supported').length}/${verdicts.length}`;
    });
  const marks = (claim: ClaimCalibration): string[] =>
    measureKinds.map((kind) => {
      const { killed, inert, survived, beside } = claim.measures[kind];
      return `${killed} · ${survived.length} · ${beside.length} · ${inert}`;
    });
  const rows = Object.entries(claims).map(([id, claim]) => [
    ...[`\`${id}\``, claim.verdict, String(Object.keys(claim.evidence).length)],
    ...nulls(claim),
    `${claim.shuffled.supported}/${claim.shuffled.draws}`,
    ...marks(claim),
  ]);
  return `Arrangements: decisions that were supported, of all. Sabotages: killed · survived · survived beside the effect · inert.

${table(['claim', 'verdict', 'bases', ...nullKinds, 'shuffled arms', ...measureKinds], rows)}`;
}

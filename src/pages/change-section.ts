import type { Evidence } from '#claim';
import { formatNumber, formatUnit, isSatisfied, plural } from '#report';
import { decisionAt, majorityPlan, operatingCharacteristic } from '#stats';
import { flipOf, mostRefuted } from './flip.ts';
import { html, type Markup } from './html.ts';

/** What would have changed the verdict, and what else the rule would have passed. */
export function changeSection(evidence: Evidence): Markup | null {
  const flip = flipOf(evidence);
  if (!flip) return null;
  const [panel] = evidence.panels;
  const { needed, margins, nearest } = flip;
  const { seeds } = evidence;
  const dead = decisionAt(needed, seeds);
  const lines = [
    `Of ${seeds} seeds at least ${needed} have to succeed in all panels (evidence ${formatNumber(10 ** dead.log10EvidenceFor)}; 100 decides). ${evidence.successes} did.`,
    ...laterSeeds(evidence),
    ...openControls(evidence),
    ...evidence.panels.flatMap(({ name, unit, margin: own }, index) => {
      const margin = margins[index];
      if (margin === undefined || typeof own !== 'number') return [];
      return [
        `By "${name}" alone, ${needed} of them succeed up to a margin of ${formatNumber(margin)}${formatUnit(unit)}; it is ${formatNumber(own)}.`,
      ];
    }),
    ...failedSeeds(evidence),
    ...(nearest.length === 0
      ? []
      : [
          `Nearest to the margin: ${nearest.map((index) => `seed ${index + 1} (${formatNumber(panel!.values[index]!)})`).join(', ')}.`,
        ]),
  ];
  return html`<h2>What would change the verdict</h2>
    ${lines.map((line) => html`<p>${line}</p>`)}
    <h3>What else the rule would have passed</h3>
    <p>${chances()}</p>`;
}

/** The rule of decision at other shares of seeds that succeed; exact, over all looks. */
function chances(): string {
  const supported = (share: number): string => formatNumber(operatingCharacteristic(share).supported);
  const most = majorityPlan.looks.at(-1)!;
  return (
    `Of effects that no seed more than half shows, ${supported(0.5)} would be supported within ${most} seeds; of those that a ` +
    `quarter of the seeds shows ${supported(0.25)}, three quarters ${supported(0.75)}, nine tenths ${supported(0.9)}.`
  );
}

/** Seeds that only a control needed. */
function laterSeeds({ seeds, perSeed }: Evidence): string[] {
  const more = perSeed.length - seeds;
  return more > 0
    ? [`The first ${seeds} decided; ${plural(more, 'seed')} more were trained while a control was open.`]
    : [];
}

/** What kept a control from being refuted. */
function openControls({ controls }: Evidence): string[] {
  return controls.flatMap(({ name, verdict, successes, seeds }) => {
    const most = mostRefuted(seeds);
    if (verdict === 'refuted' || most === undefined) return [];
    return [
      `Control "${name}" satisfied all panels on ${successes} of ${seeds} seeds; to be refuted it may on ${most} at most.`,
    ];
  });
}

/** Seeds that failed, with the panel that each failed by; of many the first. */
function failedSeeds({ panels, seeds }: Evidence): string[] {
  const failed = Array.from({ length: seeds }, (_, seed) => seed).flatMap((seed) => {
    const panel = panels.find((one) => !isSatisfied(one, one.values[seed]!));
    return panel ? [`seed ${seed + 1} by "${panel.name}" (${formatNumber(panel.values[seed]!)})`] : [];
  });
  if (failed.length === 0) return [];
  const shown = failed.slice(0, 4).join(', ');
  return [`Failed: ${shown}${failed.length > 4 ? ` and ${failed.length - 4} more` : ''}.`];
}

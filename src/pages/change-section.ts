import type { Evidence } from '#claim';
import { formatNumber, formatUnit } from '#report';
import { decisionAt, majorityPlan, operatingCharacteristic } from '#stats';
import { flipOf } from './flip.ts';
import { html, type Markup } from './html.ts';

/** What would have changed the verdict, and what else the rule would have passed. */
export function changeSection(evidence: Evidence): Markup | null {
  const flip = flipOf(evidence);
  if (!flip) return null;
  const [panel] = evidence.panels;
  const { needed, margin, nearest } = flip;
  const { seeds } = evidence;
  const dead = decisionAt(needed, seeds);
  const lines = [
    `Of ${seeds} seeds at least ${needed} have to succeed in all panels (evidence ${formatNumber(10 ** dead.log10EvidenceFor)}; 100 decides). ${evidence.successes} did.`,
    ...(margin === undefined || typeof panel!.margin !== 'number'
      ? []
      : [
          `By "${panel!.name}" alone, ${needed} of them succeed up to a margin of ${formatNumber(margin)}${formatUnit(panel!.unit)}; it is ${formatNumber(panel!.margin)}.`,
        ]),
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

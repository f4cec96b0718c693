import { createRequire } from 'node:module';
import type { makeBadge } from 'badge-maker';
import type { Evidence, Verdict } from '#claim';
import { printable } from '#core';
import { controlText, furtherText } from './control-verdict.ts';
import { decisiveEffect } from './decisive-panel.ts';
import { tierWords, verdictWords } from './fidelity-text.ts';
import { formatEvidence } from './format.ts';

/** Loaded at the first badge: its table of the widths of letters takes as long as all else that a command loads to show text. */
const drawing = (): { readonly makeBadge: typeof makeBadge } =>
  createRequire(import.meta.url)('badge-maker') as { readonly makeBadge: typeof makeBadge };

/** Colours by verdict, shields.io names. */
const colors: Readonly<Record<Verdict, string>> = {
  supported: 'brightgreen',
  refuted: 'red',
  inconclusive: 'yellow',
};

/** Characters of the name of a panel, beyond which it is cut. */
const mostOfPanel = 40;

/**
 * A badge's text: `supported 8/8 · E=110 · +0.21 (>= +0.14) · smoke, proxy`; it names a further panel that refuted a control, and
 * evidence of development seeds says so.
 */
export function badgeMessage(evidence: Evidence): string {
  const message = verdictMessage(evidence);
  return printable(evidence.seedFamily === 'dev' ? `${message} · development seeds` : message);
}

function verdictMessage(evidence: Evidence): string {
  const counted = `${verdictWords(evidence)} ${evidence.successes}/${evidence.seeds}`;
  if (evidence.kind === 'invariant') {
    const mutants = controlText(evidence).replace('killed', 'mutants killed');
    return [`${counted} cases`, mutants, evidence.tier].join(' · ');
  }
  const effect = decisiveEffect(evidence);
  const shown = effect === undefined ? [] : [effect];
  const further = furtherText(evidence, mostOfPanel);
  const refuted = further === '' ? [] : [`control refuted by ${further}`];
  return [counted, formatEvidence(evidence), ...shown, ...refuted, tierWords(evidence)].join(' · ');
}

export interface BadgeOptions {
  /** The claim has been revised since: the verdict is not of what it asserts now. */
  readonly earlier?: boolean;
}

/** The badge of a claim as SVG. */
export function badge(evidence: Evidence, options?: BadgeOptions): string {
  return drawBadge(shieldsEndpoint(evidence, options));
}

/** What a badge says, as shields.io takes it. */
export interface Endpoint {
  readonly schemaVersion: 1;
  readonly label: string;
  readonly message: string;
  readonly color: string;
}

export function drawBadge({ label, message, color }: Endpoint): string {
  return drawing().makeBadge({ label, message, color });
}

/** The badge as a shields.io endpoint (https://shields.io/badges/endpoint-badge). */
export function shieldsEndpoint(evidence: Evidence, { earlier = false }: BadgeOptions = {}): Endpoint {
  return {
    schemaVersion: 1,
    label: printable(evidence.id),
    message: earlier ? `earlier revision: ${badgeMessage(evidence)}` : badgeMessage(evidence),
    color: earlier ? 'lightgrey' : colors[evidence.verdict],
  };
}

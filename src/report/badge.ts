import { createRequire } from 'node:module';
import type { makeBadge } from 'badge-maker';
import type { Evidence, Verdict } from '#claim';
import { printable } from '#core';
import type { CombinedEvidence } from './combine-evidence.ts';
import { runsText } from './combined-text.ts';
import { controlText, furtherText } from './control-verdict.ts';
import { decisiveEffect } from './decisive-panel.ts';
import { tierWords, verdictWords } from './fidelity-text.ts';
import { formatEffect, formatEvidence } from './format.ts';

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
 * evidence of development seeds says so. With what several runs say together: `supported 40/40 in 5 runs on 3 kinds of machine · ...`.
 */
export function badgeMessage(evidence: Evidence, combined?: CombinedEvidence): string {
  const message = verdictMessage(evidence, combined);
  return printable(evidence.seedFamily === 'dev' ? `${message} · development seeds` : message);
}

function verdictMessage(evidence: Evidence, combined?: CombinedEvidence): string {
  const { verdict, successes, seeds } = combined ?? evidence;
  const cases = evidence.kind === 'invariant' ? ' cases' : '';
  const runs = combined ? ` ${runsText(combined)}` : '';
  const counted = `${verdictWords({ ...evidence, verdict })} ${successes}/${seeds}${cases}${runs}`;
  if (evidence.kind === 'invariant') {
    const mutants = controlText(evidence).replace('killed', 'mutants killed');
    return [counted, mutants, evidence.tier].join(' · ');
  }
  const effect = combined ? combined.effect && formatEffect(combined.effect) : decisiveEffect(evidence);
  const shown = effect === undefined ? [] : [effect];
  const further = furtherText(evidence, mostOfPanel);
  const refuted = further === '' ? [] : [`control refuted by ${further}`];
  return [counted, formatEvidence(combined ?? evidence), ...shown, ...refuted, tierWords(evidence)].join(
    ' · ',
  );
}

export interface BadgeOptions {
  /** The claim has been revised since: the verdict is not of what it asserts now. */
  readonly earlier?: boolean;
  /** What it says with its replications. */
  readonly combined?: CombinedEvidence | undefined;
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
export function shieldsEndpoint(
  evidence: Evidence,
  { earlier = false, combined }: BadgeOptions = {},
): Endpoint {
  const message = badgeMessage(evidence, combined);
  return {
    schemaVersion: 1,
    label: printable(evidence.id),
    message: earlier ? `earlier revision: ${message}` : message,
    color: earlier ? 'lightgrey' : colors[(combined ?? evidence).verdict],
  };
}

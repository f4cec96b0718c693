import type { CalibrationSummary } from '#report';
import type { CalibrationResult } from './calibration-result.ts';
import { type NullKind } from './null-checks.ts';
import { measureTotals, nullTotals, type Share, shareOf, trainingTotals } from './totals.ts';

const nullTexts: Readonly<Record<NullKind, string>> = {
  'one arm': 'supported where every arm is one and the same, on other seeds',
  'stand-in': 'supported where the arm that a control replaces is its stand-in, on other seeds',
  treatment: 'supported where the stand-in of a control is the arm that it replaces, on other seeds',
  flip: 'supported where the arms of a control have changed places',
};

/** What pages of evidence quote of a result. */
export function summaryOf(result: CalibrationResult): CalibrationSummary {
  const { tier, date, commit, simulated } = result;
  const claims = Object.values(result.claims);
  const supported = claims.filter(({ verdict }) => verdict === 'supported');
  const shuffled = claims.map((claim) => claim.shuffled);
  const atMargin = simulated.filter(({ name }) => name.includes(', treatment at'));
  return {
    ...{ tier, date, commit, claims: claims.length },
    rows: [
      ...nullTotals(claims).map(({ kind, supported: share }) => ({ what: nullTexts[kind], ...share })),
      { what: 'supported where the arms of every seed are shuffled', ...total(shuffled, 'draws') },
      { what: 'supported of simulated runs whose median is the margin', ...total(atMargin, 'runs') },
      ...measureTotals(supported).map(({ kind, killed }) => ({
        what: `sabotages of measures killed: ${kind}`,
        ...killed,
      })),
      ...trainingTotals(result).map(({ kind, killed }) => ({
        what: `sabotages of training killed: ${kind}`,
        ...killed,
      })),
    ].filter(({ of }) => of > 0),
  };
}

/** Supported ones of several counts, of all that were tried. */
function total<Of extends string>(
  counts: readonly (Readonly<Record<Of, number>> & { readonly supported: number })[],
  of: Of,
): Share {
  const sum = (read: (one: (typeof counts)[number]) => number): number =>
    counts.reduce((so, one) => so + read(one), 0);
  return shareOf(
    sum((one) => one.supported),
    sum((one) => one[of]),
  );
}

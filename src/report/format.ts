import type { Evidence, PanelEvidence } from '#claim';

/** A number with three significant digits and no trailing zeros: 0.214, 110, 1.5e+8. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return stripExponent(value.toExponential(2));
  if (size >= 100) return String(Math.round(value));
  return String(Number(value.toPrecision(3)));
}

function stripExponent(text: string): string {
  const [digits = '', exponent = '0'] = text.split('e');
  return `${Number(digits)}e${Number(exponent)}`;
}

/** The number with its sign also when positive: effects are differences. */
export function formatSigned(value: number): string {
  return value > 0 ? `+${formatNumber(value)}` : formatNumber(value);
}

/** An e-value from its log10: 110, 0.0102, 1.48e8. */
export function formatEvidenceValue(log10: number): string {
  if (log10 > 300 || log10 < -300) return `1e${Math.round(log10)}`;
  return formatNumber(10 ** log10);
}

/** The side that the verdict rests on: `E=110` for support, `E-=110` against. */
export function formatEvidence(
  evidence: Pick<Evidence, 'verdict' | 'log10EvidenceFor' | 'log10EvidenceAgainst'>,
): string {
  return evidence.verdict === 'refuted'
    ? `E-=${formatEvidenceValue(evidence.log10EvidenceAgainst)}`
    : `E=${formatEvidenceValue(evidence.log10EvidenceFor)}`;
}

type Shown = Pick<PanelEvidence, 'rule' | 'margin' | 'estimate' | 'lower' | 'unit'>;

/** The typical effect and the bound of its median: `+0.21 (>= +0.14)`; for a band, the bound of the slack to its edges. */
export function formatEffect(panel: Shown): string {
  const { estimate, lower } = panel;
  const plain = panel.rule === 'between' || panel.rule === 'staysWithin';
  const shown = plain ? formatNumber(estimate) : formatSigned(estimate);
  if (!Number.isFinite(lower)) return `${shown} (no bound yet)`;
  switch (panel.rule) {
    case 'exceeds':
      return `${shown} (>= ${formatSigned(lower)})`;
    case 'staysBelow':
      return `${shown} (<= ${formatSigned(lower)})`;
    case 'staysWithin':
      return `${shown} (|.| <= ${formatNumber(lower)})`;
    case 'between':
      return `${shown} (slack >= ${formatNumber(lower)})`;
  }
}

/** What the rule asks of a seed: `> 0.1`, `|.| <= 0.05`, `in 0.9 .. 1.1`. */
export function formatRule(panel: Pick<Shown, 'rule' | 'margin'>): string {
  const { margin } = panel;
  if (typeof margin !== 'number') return `in ${formatNumber(margin[0])} .. ${formatNumber(margin[1])}`;
  const signs = { exceeds: '>', staysBelow: '<', staysWithin: '|.| <=', between: 'in' } as const;
  return `${signs[panel.rule]} ${formatNumber(margin)}`;
}

/** A unit as it follows a number: nothing for the unit "1" of ratios and counts. */
export function formatUnit(unit: string): string {
  return unit === '' || unit === '1' ? '' : ` ${unit}`;
}

/** 0.4 s, 12 s, 3 min 05 s, 2 h 10 min. */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const pad = (value: number): string => String(value).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${pad(Math.floor((whole % 3600) / 60))} min`;
}

/** 1 seed, 2 seeds. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

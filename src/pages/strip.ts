import type { Evidence } from '#claim';
import { seedStrip } from '#report';
import { drawn, type Markup } from './html.ts';

/** The seeds of the panel that decided, small; null where no panel did. */
export function stripOf(evidence: Evidence): Markup | null {
  const colors = {
    seeds: 'var(--treatment)',
    controls: 'var(--control)',
    margin: 'var(--margin)',
    axis: 'var(--line)',
  };
  const strip = seedStrip(evidence, { x: 0, y: 15, width: 180 }, colors);
  if (strip === '') return null;
  // Most of an index are its seeds: how they look is said once, in the page's style.
  const dots = strip
    .replaceAll(` fill="none" stroke="${colors.controls}"`, ' class="c"')
    .replaceAll(` fill="${colors.seeds}" fill-opacity="0.55"`, ' class="t"')
    .replaceAll(' r="3.2"', '')
    .replaceAll(/(\.\d)\d+"/g, '$1"');
  return drawn(
    `<svg width="180" height="30" viewBox="0 0 180 30" role="img" aria-label="seeds of the claim and of its controls against the margin">${dots}</svg>`,
  );
}

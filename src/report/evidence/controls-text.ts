import type { ControlEvidence, Evidence } from '#claim';
import { formatEvidenceValue, formatNumber, formatSigned } from '../format.ts';
import { hanging } from './hanging.ts';

/** What became of every control, or of every mutant of an invariant. Empty where there is neither. */
export function controlsText({ controls, mutants }: Evidence, width: number): string {
  if (controls.length + mutants.length === 0) return '';
  return [
    controls.length > 0 ? 'controls' : 'mutants',
    ...controls.flatMap((control) => controlLines(control, width)),
    ...mutants.map((mutant) => hanging('  ', mutantText(mutant), width)),
  ].join('\n');
}

function controlLines(control: ControlEvidence, width: number): string[] {
  const { name, exchange, verdict, successes, seeds, log10EvidenceAgainst, panels } = control;
  const swap = Object.entries(exchange).map(([arm, stand]) => `${stand} for ${arm}`);
  const against = formatEvidenceValue(log10EvidenceAgainst);
  const decided = `${verdict} ${successes}/${seeds}, evidence against ${against} (${swap.join(', ')})`;
  return [
    hanging('  ', `${name}: ${decided}`, width),
    ...panels.map((panel) => {
      const held = `held on ${panel.held} of ${seeds}, ${formatSigned(panel.estimate)}`;
      return hanging('    ', `${panel.name}: ${held}`, width);
    }),
  ];
}

function mutantText({ name, killed, cases, required }: Evidence['mutants'][number]): string {
  const wanted = required === 0 ? 'one' : `${formatNumber(100 * required)} %`;
  return `${name}: killed on ${killed} of ${cases} cases, ${wanted} required`;
}

import { describe, expect, it } from 'vitest';
import { evidenceValue } from '#report';
import { toyEvidence, toyInvariant } from './toy-evidence.ts';

const [panel] = toyEvidence().panels;
const evidence = toyEvidence({
  seeds: 4,
  successes: 3,
  panels: [panel!, { ...panel!, name: 'loss at the end', values: [1, 2, 3, 4, 100], held: 2, estimate: 2.5 }],
  requires: { ...toyEvidence().controls[0]!, verdict: 'supported', panels: [panel!] },
});

describe('evidenceValue', () => {
  it.each([
    ['verdict', 'supported'],
    ['k/n', [3, 4]],
    ['successes', 3],
    ['seeds', 4],
    ['effect', 0.215],
    ['bound', 0.14],
    ['margin', 0.1],
    ['least', 0.14],
    ['panel 1 most', 0.31],
    // Over the seeds that the decision rests on.
    ['panel 2 median', 2.5],
    ['panel "loss at the end" mean', 2.5],
    ['panel 2 k/n', [2, 4]],
    ['panel 2 held', 2],
    ['control 1 k/n', [0, 8]],
    ['control nothing verdict', 'refuted'],
    ['control "nothing" panel 1 effect', 0.01],
    ['requires k/n', [0, 8]],
    ['requires effect', 0.215],
    ['arm treatment gain most', 0.31],
    ['effect in %', 21.5],
    ['effect negated', -0.215],
  ] as const)('%s', (what, value) => {
    expect(evidenceValue(evidence, what)).toEqual(value);
  });

  it('evidence is a number, not its logarithm; a factor the power of ten', () => {
    expect(evidenceValue(evidence, 'E')).toBeCloseTo(110.2, 1);
    expect(evidenceValue(evidence, 'control 1 E-')).toBeCloseTo(110.2, 1);
    expect(evidenceValue(evidence, 'effect as factor')).toBeCloseTo(1.64, 2);
  });

  it.each([
    ['mutant 2 k/n', [290, 300]],
    ['mutant factor share', 290 / 300],
    ['mutant 1 killed', 300],
    ['mutant 1 cases', 300],
    ['mutants k/n', [2, 2]],
    ['worst error', 2.5e-7],
    ['k/n', [300, 300]],
  ] as const)('%s of an invariant', (what, value) => {
    expect(evidenceValue(toyInvariant(), what)).toEqual(value);
  });

  it('what a proxy refutes is refuted at its scale', () => {
    const proxy = toyEvidence({
      verdict: 'refuted',
      protocol: { fidelity: 'proxy', differences: ['smaller'] },
    });
    expect(evidenceValue(proxy, 'verdict')).toBe('refuted at this scale');
  });

  it.each([
    '',
    'effects',
    'panel 3 effect',
    'panel 1',
    'panel 1 effects',
    'control none k/n',
    'control 1 bound',
    'arm treatment gain',
    'arm treatment loss mean',
    'arm placebo gain mean',
    'arm treatment gain constructor',
    'arm treatment constructor mean',
    'arm constructor name mean',
    'mutant 1 killed',
    'mutants killed',
    'worst error',
    'worst',
    'effect effect',
    'verdict in %',
    'k/n negated',
    'constructor',
    'panel 1 constructor',
    'in %',
  ])('"%s" is told', (what) => {
    expect(() => evidenceValue(evidence, what)).toThrow(`evidence of toy-paper/holds has no "${what}"`);
  });

  it('a band has no one margin', () => {
    const band = toyEvidence({ panels: [{ ...panel!, rule: 'between', margin: [0, 1] }] });
    expect(() => evidenceValue(band, 'margin')).toThrow('has no "margin"');
  });
});

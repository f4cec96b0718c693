import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClaimFacts, defineClaim, defineInvariant, type Expectation, factsOf, type Paper } from '#claim';
import type { Tier } from '#core';
import { claimTable, type ClaimTableRow } from '#report';
import { tableRows } from '../docs/markdown.ts';
import { toyEvidence, toyInvariant } from './toy-evidence.ts';

const paper: Paper = {
  id: 'toy-paper',
  title: 'On Toys',
  authors: ['A. Toymaker'],
  venue: 'none',
  year: 2020,
  url: 'https://example.org/toys',
};

interface Gains {
  readonly treatment: { readonly gain: number };
}

interface Changes extends Partial<Pick<ClaimFacts, 'states' | 'revision' | 'finding'>> {
  readonly expected?: Expectation | Partial<Record<Tier, Expectation>>;
  readonly margin?: number;
}

/** The claim that `toyEvidence` is the evidence of. */
function toyClaim({ margin = 0.1, ...changes }: Changes = {}): ClaimFacts {
  const claim = defineClaim({
    ...{ id: 'toy-paper/holds', revision: 1, states: 'Toys work.', source: { paper, at: 'Fig. 1' } },
    tiers: { smoke: {}, standard: {} },
    arms: { treatment: () => Promise.resolve([]), placebo: () => Promise.resolve([]) },
    measure: () => ({ gain: 1 }),
    effect: {
      ...{ name: 'gain', unit: 'nats', of: ({ treatment }: Gains) => treatment.gain },
      ...{ rule: 'exceeds', margin, because: 'twice the spread of equal arms' },
    },
    requires: [
      {
        ...{ name: 'gain of the treatment', unit: 'nats', of: ({ treatment }: Gains) => treatment.gain },
        ...{ rule: 'exceeds', margin: -1, because: 'trained' },
      },
    ],
    controls: { nothing: { replace: 'treatment', with: 'placebo' } },
    curves: { loss: { label: 'loss' } },
    ...changes,
  });
  return factsOf(claim);
}

const theorem = factsOf(
  defineInvariant({
    ...{ id: 'toy-paper/theorem', revision: 1, states: 'Sums commute.', source: { paper, at: 'Theorem 1' } },
    runs: { smoke: 300, standard: 300 },
    cases: fc.constant(1),
    property: () => ({ holds: true }),
    mutants: { sign: { property: () => ({ holds: false }) }, factor: { property: () => ({ holds: false }) } },
  }),
);

function cells(row: Partial<ClaimTableRow>): string[] {
  const table = claimTable([{ claim: toyClaim(), file: 'holds.claim.ts', published: {}, ...row }], {});
  return tableRows({ path: 'README.md', text: table })[1]!;
}

describe('claimTable', () => {
  it('a claim, a theorem and a claim without a file', () => {
    const rows = [
      { claim: toyClaim(), file: 'holds.claim.ts', published: { standard: toyEvidence() } },
      { claim: theorem, file: 'theorem.invariant.ts', published: { smoke: toyInvariant() } },
    ];
    const untested = { 'toys last': { at: 'Table 3', because: 'it takes ten years' } };
    expect(claimTable(rows, untested)).toMatchInlineSnapshot(`
      "| claim | kind | source | asserted | smoke | standard |
      | --- | --- | --- | --- | --- | --- |
      | [\`toy-paper/holds\`](holds.claim.ts)<br>Toys work. | empirical | Fig. 1 | gain \`> 0.1 nats\`<br>controls: nothing | - | ✓ supported 8/8<br>+0.215 (>= +0.14)<br>1/1 controls refuted |
      | [\`toy-paper/theorem\`](theorem.invariant.ts)<br>Sums commute. | invariant | Theorem 1 | holds on every generated case<br>mutants: sign; factor | ✓ supported 300/300<br>2/2 mutants killed | - |
      | toys last | - | Table 3 | not tested: it takes ten years | - | - |"
    `);
  });

  it('not as expected, and inconclusive with its reason', () => {
    const refuted = toyEvidence({ verdict: 'refuted', successes: 0 });
    expect(cells({ published: { smoke: refuted } })[4]).toMatch(/^✗ refuted 0\/8<br>/);
    const open = toyEvidence({ verdict: 'inconclusive', inconclusive: 'budget', seeds: 16, successes: 11 });
    expect(cells({ published: { smoke: open } })[4]).toMatch(/^✗ inconclusive \(budget\) 11\/16<br>/);
  });

  it('a finding says what was found, also before anything is published', () => {
    const claim = toyClaim({ expected: 'refuted', finding: 'Toys *do not* work.' });
    const published = { smoke: toyEvidence({ verdict: 'refuted', successes: 0 }) };
    expect(cells({ claim, published })[4]).toMatch(/^◆ refuted \(a finding\) 0\/8<br>/);
    expect(cells({ claim })[0]).toMatch(
      /<br>\*\*Finding \(expected refuted\):\*\* Toys \\\*do not\\\* work\.$/,
    );
  });

  it('a finding of one tier only', () => {
    const claim = toyClaim({ expected: { standard: 'inconclusive: budget' }, finding: 'Toys tire.' });
    const published = { smoke: toyEvidence(), standard: toyEvidence({ tier: 'standard' }) };
    const [, , , , smoke, standard] = cells({ claim, published });
    expect(smoke).toMatch(/^✓ supported 8\/8/);
    expect(standard).toMatch(/^✗ supported 8\/8/);
    expect(cells({ claim })[0]).toContain(
      '**Finding (expected inconclusive: budget at tier standard):** Toys tire.',
    );
  });

  it('a control that was not refuted is not counted', () => {
    const { controls } = toyEvidence();
    const two = [...controls, { ...controls[0]!, name: 'less', verdict: 'undecided' as const }];
    expect(cells({ published: { smoke: toyEvidence({ controls: two }) } })[4]).toMatch(
      /1\/2 controls refuted$/,
    );
  });

  it.each([
    ['another revision', toyClaim({ revision: 2 })],
    ['another margin', toyClaim({ margin: 0.2 })],
  ])('evidence of %s is told apart from that of the file', (_, claim) => {
    const published = { standard: toyEvidence() };
    expect(cells({ claim, published })[5]).toMatch(/<br>of an earlier version of the claim$/);
    expect(cells({ published })[5]).not.toContain('earlier');
  });

  it('the paper tier has a column where it exists', () => {
    expect(cells({})).toHaveLength(6);
    const evidence = toyEvidence({ tier: 'paper' });
    expect(cells({ published: { paper: evidence } })[6]).toMatch(/^✓ supported 8\/8/);
  });

  it('characters that would end a cell or mark text up', () => {
    const claim = toyClaim({ states: 'a|b, <c>, `d|e*`, x_i and\n _f_, [g](h)' });
    expect(cells({ claim })[0]).toContain('a|b, &lt;c>, `d|e*`, x_i and \\_f\\_, \\[g\\](h)');
    const [panel] = toyEvidence().panels;
    const within = { ...panel!, margin: 0.1, rule: 'staysWithin' as const, lower: 0.05 };
    expect(cells({ published: { smoke: toyEvidence({ panels: [within] }) } })[4]).toContain('(|.| <= 0.05)');
  });
});

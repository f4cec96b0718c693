import { describe, expect, it } from 'vitest';
import { defineClaim, judge } from '#claim';
import type { Measures } from '#claim';
import { definition, options, scripted } from './scripted.ts';

/** Below the margin of 9, whatever the scripts say. */
const ended = ({ without }: { without: Measures }): number => 1 + without['score']!;

describe('inconclusive, untested', () => {
  it('a refutation without a sign that the experiment worked', async () => {
    const bare = definition({ effect: [0] });
    delete (bare as { requires?: unknown }).requires;
    expect(await judge(defineClaim(bare), options)).toMatchObject({ inconclusive: 'untested', seeds: 8 });
    const failing = [
      { ...bare.effect, name: 'runs that ended', of: ended, rule: 'exceeds' as const, margin: 9 },
    ];
    const evidence = await judge(scripted({ effect: [0] }, { requires: failing }), options);
    expect(evidence).toMatchObject({ verdict: 'inconclusive', inconclusive: 'untested' });
    expect(evidence.reason).toContain('"runs that ended" (held on 0 of 8)');
    expect(evidence.requires).toMatchObject({ verdict: 'refuted', panels: [{ held: 0 }] });
  });

  it('a support without the sign that the claim requires', async () => {
    const { effect } = definition({ effect: [2] });
    const required = { ...effect, name: 'runs that ended', rule: 'exceeds' as const, margin: 9 };
    const evidence = await judge(
      scripted({ effect: [2] }, { requires: [{ ...required, of: ended }] }),
      options,
    );
    expect(evidence).toMatchObject({
      verdict: 'inconclusive',
      inconclusive: 'untested',
      seeds: 8,
      successes: 8,
    });
    expect(evidence.reason).toContain(
      'the rule holds, but most seeds do not show that the experiment worked',
    );
    // Undecided at the first look: more seeds settle it.
    const of = ({ with: own }: { with: Measures }) => own['score']!;
    const mixed = [2, 10, 10, 2, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10];
    const slow = await judge(scripted({ effect: mixed }, { requires: [{ ...required, of }] }), options);
    expect(slow).toMatchObject({ verdict: 'supported', requires: { verdict: 'supported', seeds: 16 } });
  });
});

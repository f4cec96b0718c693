import { describe, expect, it } from 'vitest';
import { evidenceText } from '#report';
import { toyEvidence, toyInvariant } from './toy-evidence.ts';
import { toyRun as run } from './toy-run.ts';

describe('evidenceText', () => {
  it('tells an empirical claim whole', () => {
    expect(evidenceText({ evidence: toyEvidence(), run }, { color: false })).toMatchInlineSnapshot(`
      "toy-paper/holds
      Toys work.
      On Toys, Fig. 1
      https://example.org/toys

      verdict     supported 8/8 · E=110 · +0.215 (>= +0.14) · smoke
      reason      all 8 seeds exceed the margin
      tier        smoke, seed base 0, revision 1
      protocol    not stated: the claim does not say how near its protocol is to the paper’s
      evidence    for 110, against 2.56e-6

      effect      gain: +0.215 (>= +0.14) nats
      rule        a seed succeeds when its number is > 0.1 nats; held on 8 seeds
      because     twice the spread of equal arms

      seed                  gain   nothing
      seed0                +0.31     +0.01
      seed1                +0.14     +0.01
      seed2                +0.25     +0.01
      seed3                 +0.2     +0.01
      seed4                +0.22     +0.01
      seed5                +0.19     +0.01
      seed6                +0.21     +0.01
      seed7                +0.24     +0.01

      controls
        nothing: refuted 0/8, evidence against 110 (placebo for treatment)
          gain: held on 0 of 8, +0.01

      looks
        after  8 seeds: 8 successes, for 110, against 2.56e-6: supported

      engine      cpu (the default), 1 thread
      packages    onnxruntime-node 1.30.0
      machine     Some CPU, 2 cores, linux-x64, Node 20.20.2
      commit      0123456789ab, with changes that are not committed
      judged      2026-01-02T03:04:05.000Z, in 12 s, 1600 steps trained"
    `);
  });

  it('names the data sets that were read', () => {
    const fingerprint = { 'src/nn': 'a', 'data set mnist': 'b' };
    const text = evidenceText({ evidence: toyEvidence(), run: { ...run, fingerprint } }, { color: false });
    expect(text).toMatch(/\ndata +mnist, sha256 of its files b\n/);
  });

  it('a finding is told with what was expected', () => {
    const evidence = toyEvidence({ verdict: 'refuted', expected: 'refuted', finding: 'Toys break.' });
    const text = evidenceText({ evidence, run }, { color: false });
    expect(text).toMatch(/expected +refuted\nfinding +Toys break\./);
  });

  it('a figure is a table of medians with quartiles', () => {
    const line = { x: [2, 32], y: [23.61, 1.5], lower: [20, 1.25], upper: [25.5, NaN] };
    const gaps = { x: [2], y: [NaN], lower: [NaN], upper: [NaN] };
    const figure = {
      name: 'error against batch size',
      x: { label: 'samples', scale: 'log' as const },
      y: { label: 'error (%)', scale: 'linear' as const },
      lines: [
        { name: 'batch', ...line },
        { name: 'group', ...gaps },
      ],
    };
    const evidence = toyEvidence({ figures: [figure], sharedRuns: 'toy-paper/sizes' });
    const text = evidenceText({ evidence, run }, { color: false });
    expect(text).toContain(
      [
        'error against batch size: error (%), median (quartiles)',
        '  samples              batch  group',
        '  2        23.6 (20 to 25.5)      -',
        '  32       1.5 (1.25 to NaN)      -',
      ].join('\n'),
    );
    expect(text).toMatch(/runs +toy-paper\/sizes, shared with other claims/);
  });

  it('an invariant that broke shows the case and how to replay it', () => {
    const counterexample = { value: '[1, -1]', seed: -42, path: '3:1' };
    const text = evidenceText({ evidence: toyInvariant({ counterexample }), run }, { color: false });
    expect(text).toContain('breaks on   [1, -1]');
    expect(text).toContain('replay      fast-check seed -42, path "3:1"');
    expect(text).toContain('sign: killed on 300 of 300 cases, 50 % required');
    expect(text).not.toContain('per seed');
  });

  it('numbers that are not finite are shown as such', () => {
    const evidence = toyEvidence();
    const panels = [{ ...evidence.panels[0]!, values: [NaN, ...evidence.panels[0]!.values.slice(1)] }];
    expect(evidenceText({ evidence: { ...evidence, panels }, run }, { color: false })).toMatch(/seed0 +NaN/);
  });
});

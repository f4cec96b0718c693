import { describe, expect, it } from 'vitest';
import type { Evidence } from '#claim';
import { evidenceText, type RunBlock } from '#report';
import { toyEvidence, toyInvariant } from '../toy-evidence.ts';
import { toyRun as run } from '../toy-run.ts';

const textOf = (
  evidence: Evidence,
  options: { readonly width?: number; readonly run?: RunBlock } = {},
): string => evidenceText({ evidence, run, ...options }, { width: options.width ?? 100, color: false });

describe('evidenceText', () => {
  it('tells an empirical claim whole', () => {
    expect(textOf(toyEvidence())).toMatchInlineSnapshot(`
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

        seed    gain  nothing
        seed0  +0.31    +0.01
        seed1  +0.14    +0.01
        seed2  +0.25    +0.01
        seed3   +0.2    +0.01
        seed4  +0.22    +0.01
        seed5  +0.19    +0.01
        seed6  +0.21    +0.01
        seed7  +0.24    +0.01

        controls
          nothing: refuted 0/8, evidence against 110 (placebo for treatment)
            gain: held on 0 of 8, +0.01

        looks
          after  8 seeds: 8 successes, for 110, against 2.56e-6: supported

        arms        1 on 8 seeds: treatment

        engine      cpu (the default), 1 thread
        packages    onnxruntime-node 1.30.0
        machine     Some CPU, 2 cores, linux-x64, Node 20.20.2
        commit      0123456789ab, with changes that are not committed
        judged      2026-01-02T03:04:05.000Z, in 12 s, 1600 steps trained"
      `);
  });

  it('names the data sets that were read', () => {
    const fingerprint = { 'src/nn': 'a', 'data set mnist': 'b' };
    const text = textOf(toyEvidence(), { run: { ...run, fingerprint } });
    expect(text).toMatch(/\ndata +mnist, sha256 of its files b\n/);
  });

  it('a finding is told with what was expected', () => {
    const evidence = toyEvidence({ verdict: 'refuted', expected: 'refuted', finding: 'Toys break.' });
    const text = textOf(evidence);
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
        { name: 'other sizes', ...line, x: [2.5, 32] },
      ],
    };
    const evidence = toyEvidence({ figures: [figure], sharedRuns: 'toy-paper/sizes' });
    const text = textOf(evidence);
    expect(text).toContain(
      [
        'error against batch size: error (%), median (quartiles)',
        '',
        'samples              batch  group               other sizes',
        '2        23.6 (20 to 25.5)      -  23.6 (20 to 25.5) at 2.5',
        '32       1.5 (1.25 to NaN)      -         1.5 (1.25 to NaN)',
      ].join('\n'),
    );
    expect(text).toMatch(/runs +toy-paper\/sizes, shared with other claims/);
  });

  it('an invariant that broke shows the case and how to replay it', () => {
    const counterexample = { value: '[1, -1]', seed: -42, path: '3:1' };
    const text = textOf(toyInvariant({ counterexample }));
    expect(text).toContain('breaks on   [1, -1]');
    expect(text).toContain('replay      fast-check seed -42, path "3:1"');
    expect(text).toContain('sign: killed on 300 of 300 cases, 50 % required');
    expect(text).not.toContain('per seed');
  });

  it('numbers that are not finite are shown as such', () => {
    const evidence = toyEvidence();
    const panels = [{ ...evidence.panels[0]!, values: [NaN, ...evidence.panels[0]!.values.slice(1)] }];
    expect(textOf({ ...evidence, panels })).toMatch(/seed0 +NaN/);
  });

  it('tells sizes, what each arm was made of and what scans trained', () => {
    const settings = {
      treatment: { lr: 0.1, width: 64, norm: { by: 'group', groups: 8 } },
      placebo: { lr: 0.1, width: 64, norm: { by: 'batch' } },
    };
    const arms = { treatment: { gain: 1 }, placebo: { gain: 0 }, hand: { gain: 0 } };
    const evidence = toyEvidence({
      perSeed: [{ seed: 'seed0', arms }],
      size: { widths: [16, 32], steps: 2048 },
      settings,
      trained: [
        {
          arms: ['treatment', 'placebo'],
          scans: [
            { name: 'training', steps: 10, replicas: 8, state: { w: [3, 4], b: [4] }, inputs: {}, data: {} },
          ],
        },
      ],
    });
    expect(textOf(evidence)).toContain(
      [
        'arms        3 on 1 seed: treatment, placebo, hand',
        '  all        lr=0.1; width=64',
        '  treatment  norm.by=group; norm.groups=8',
        '  placebo    norm.by=batch',
        'sizes       widths=16, 32; steps=2048',
        'trained     treatment, placebo: training, 10 steps of 8 replicas, 16 numbers of state each',
      ].join('\n'),
    );
  });

  it('an arm of many settings has the rest of them on its page', () => {
    const name = 'an arm with a long name of its own';
    const settings = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`setting${index}`, index]));
    const perSeed = [{ seed: 'seed0', arms: { [name]: { gain: 1 } } }];
    const text = textOf(toyEvidence({ perSeed, settings: { [name]: settings } }));
    expect(text).toMatch(/\n {2}an arm with a long name of its own\n {4}setting0=0; setting1=1; /);
    expect(text).toMatch(/setting23=23;\s+and 6 more, on its page\n/);
    expect(text).not.toContain('setting24');
  });
});

describe('evidenceText on a narrow terminal', () => {
  const values = (first: number): number[] => Array.from({ length: 8 }, (_, index) => first + index / 100);
  const names = [
    'error of the network with a sentence for a name',
    'loss of the same network, by a sentence too',
  ];
  const base = toyEvidence().panels[0]!;
  const panels = names.map((name, index) => ({ ...base, name, values: values(index) }));
  const [control] = toyEvidence().controls;
  const controls = ['minibatches of another size', 'a learning rate that is ten times as large'].map(
    (name, index) => ({
      ...control!,
      name,
      panels: names.map((panel) => ({ name: panel, values: values(10 + index), held: 0, estimate: 0 })),
    }),
  );
  const lines = names.map((name) => {
    return { name, x: [1, 2], y: [0.123, 0.456], lower: [0.1, 0.4], upper: [0.2, 0.5] };
  });
  const label = { label: 'samples in a minibatch of a training', scale: 'linear' as const };
  const evidence = toyEvidence({
    ...{ panels, controls, statement: 'Toys work, '.repeat(20) },
    requires: { ...toyEvidence().looks[0]!, panels: [{ ...base, name: 'training loss', unit: '1' }] },
    figures: [{ name: 'error against size', x: label, y: label, lines }],
  });

  it('no line is longer, and what goes on stands below its beginning', () => {
    const text = textOf(evidence, { width: 80 });
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(text).toMatch(/\nreason {6}\S/);
    expect(textOf(evidence, { width: 50 })).toMatch(/\nverdict {5}\S.*\n {12}\S/);
    expect(textOf(evidence, { width: 80 }).replaceAll(/\s+/g, ' ')).toContain(
      'Toys work, '.repeat(20).trim(),
    );
  });

  it('columns have keys with a legend where their names do not fit', () => {
    const text = textOf(evidence, { width: 62 });
    expect(text).toContain(
      [
        'A         error of the network with a sentence for a name',
        '          (nats)',
        'B         loss of the same network, by a sentence too (nats)',
        'C         training loss, required',
        'A1 to B1  with the control: minibatches of another size',
        'A2 to B2  with the control: a learning rate that is ten times',
        '          as large',
        '',
        'seed       A      B      C     A1     B1     A2     B2',
        'seed0      0     +1  +0.31    +10    +10    +11    +11',
      ].join('\n'),
    );
    expect(text).toContain(
      [
        'x  samples in a minibatch of a training',
        'A  error of the network with a sentence for a name',
        'B  loss of the same network, by a sentence too',
        '',
        'x                   A                   B',
        '1  0.123 (0.1 to 0.2)  0.123 (0.1 to 0.2)',
      ].join('\n'),
    );
  });
});

import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { sitePages } from '#pages';
import type { CollectedEvidence, CollectedPaper } from '#report';
import { toyEvidence, toyInvariant } from '../report/toy-evidence.ts';
import { toyRun as run } from '../report/toy-run.ts';

const curve = {
  ...{ arm: 'treatment', series: 'loss', label: 'loss (nats)', scale: 'log' as const },
  lines: [{ seed: 'seed0', x: [0, 10, 20], y: [2, 0.5, 0] }],
};
const holds: CollectedEvidence = {
  ...{ id: 'toy-paper/holds', tier: 'smoke' },
  stored: { evidence: toyEvidence({ curves: [curve] }), run },
};
const theorem: CollectedEvidence = {
  ...{ id: 'toy-paper/theorem', tier: 'standard', stale: true },
  stored: { evidence: toyInvariant({ tier: 'standard' }), run },
};
const damaged: CollectedEvidence = { id: 'toy-paper/lost', tier: 'standard', problem: 'the file is cut off' };

const scan = {
  ...{ name: 'training', steps: 200, replicas: 8, state: { w: [3, 4], b: [4] }, data: { x: [100, 3] } },
  inputs: { learningRate: { shape: [], first: 0.1, last: 0.001 } },
};

const sited = (...entries: readonly CollectedEvidence[]) => sitedWith([], ...entries);

function sitedWith(papers: readonly CollectedPaper[], ...entries: readonly CollectedEvidence[]) {
  const pages = new Map(sitePages(entries, papers));
  // A space before every tag: a reader sees cells and lines apart.
  const open = (path: string) => parseHTML(pages.get(path)!.replaceAll('<', ' <')).document;
  return { pages, open };
}

/** Text of a page as a reader has it. */
const textOf = (document: { readonly body: { readonly textContent: string | null } }): string =>
  document.body.textContent!.replaceAll(/\s+/g, ' ');

describe('sitePages', () => {
  it('has an index, a page for each paper, and one for each claim and tier', () => {
    const { pages, open } = sited(theorem, holds, damaged);
    expect([...pages.keys()]).toEqual([
      'index.html',
      'toy-paper/index.html',
      'toy-paper/holds.smoke.html',
      'toy-paper/lost.standard.html',
      'toy-paper/theorem.standard.html',
    ]);
    const rows = Array.from(open('index.html').querySelectorAll('tbody tr'));
    expect(rows.map((row) => row.getAttribute('data-verdict'))).toEqual([
      'supported',
      'no evidence',
      'supported',
    ]);
    expect(rows[2]!.textContent).toContain('of earlier sources');
    expect(rows[1]!.textContent).toContain('the file is cut off');
    for (const link of Array.from(open('index.html').querySelectorAll('tbody a'))) {
      expect(pages.has(link.getAttribute('href')!)).toBe(true);
    }
  });

  it('quotes on the index what was found where there is nothing to find, where that was looked at', () => {
    const row = { what: 'supported of shuffled arms', count: 2, of: 400, low: 0.001, high: 0.02 };
    const summary = { tier: 'smoke', date: '2026-01-02', commit: 'abc', claims: 3, rows: [row] } as const;
    const [[, text]] = [...sitePages([holds], [], summary)] as [[string, string]];
    const index = textOf(parseHTML(text.replaceAll('<', ' <')).document);
    expect(index).toContain('of 3 claims at tier smoke');
    expect(index).toMatch(/supported of shuffled arms\s+2\s+400\s+0\.5 %\s+0\.1 % to 2 %/);
    expect(textOf(sited(holds).open('index.html'))).not.toContain('Calibration');
  });

  it('answers what a reviewer asks, from the text of the page alone', () => {
    const text = textOf(sited(holds).open('toy-paper/holds.smoke.html'));
    // What was trained, on how many seeds?
    expect(text).toContain('1 arm on 8 seeds, 1600 optimizer steps in all: treatment');
    // What did each seed give?
    expect(text).toMatch(/seed the claim control: nothing 1 0\.31 0\.01 2 0\.14 0\.01 /);
    // By which rule, and where is it from?
    expect(text).toContain('A seed succeeds when its number is > 0.1 nats; it did on 8 of 8.');
    expect(text).toContain('The margin: twice the spread of equal arms.');
    // Why did the control fail?
    expect(text).toContain('nothing placebo for treatment refuted 0 of 8 "gain"');
    // What would change the verdict?
    expect(text).toContain('Of 8 seeds at least 8 have to succeed in all panels');
    expect(text).toContain('8 of them succeed up to a margin of 0.14 nats; it is 0.1');
    expect(text).toContain('Nearest to the margin: seed 2 (0.14), seed 6 (0.19), seed 4 (0.2)');
    // How do I run just that?
    expect(text).toContain('npx claimcheck verify toy-paper/holds --tier smoke');
  });

  it('tells how near it is to the paper, and what was trained, arm by arm', () => {
    const evidence = toyEvidence({
      protocol: { fidelity: 'proxy', differences: ['textures in place of photographs'] },
      size: { widths: [8, 16], epochs: 3 },
      settings: { treatment: { learningRate: 0.1, norm: { by: 'batch' }, decay: 0 } },
      trained: [{ arms: ['treatment'], scans: [scan] }],
    });
    const text = textOf(sited({ ...holds, stored: { evidence, run } }).open('toy-paper/holds.smoke.html'));
    expect(text).toContain('at tier smoke, proxy');
    expect(text).toContain('proxy: data or a model that stand in for the paper’s');
    expect(text).toContain('textures in place of photographs');
    expect(text).toMatch(/size value widths 8, 16 epochs 3 /);
    expect(text).toMatch(/setting treatment learningRate 0\.1 norm\.by batch decay 0 /);
    expect(text).toContain('treatment: training, 200 steps of 8 replicas, 16 numbers of state each');
    expect(text).toMatch(/learningRate a number 0\.1 0\.001 Data: x 100 x 3\. State: w 3 x 4, b 4\./);
  });

  it('says that what a stand-in refutes is refuted at this scale, and where tiers disagree', () => {
    const protocol = { fidelity: 'proxy', differences: ['a toy'] } as const;
    const evidence = toyEvidence({ verdict: 'refuted', expected: 'refuted', finding: 'No.', protocol });
    const refuted: CollectedEvidence = {
      ...{ id: 'toy-paper/holds', tier: 'standard' },
      stored: { evidence: { ...evidence, tier: 'standard' }, run },
    };
    const { open } = sited(holds, refuted);
    const text = textOf(open('toy-paper/holds.standard.html'));
    expect(text).toContain('◆ refuted at this scale 8/8');
    expect(text).toContain('The tiers disagree: supported at tier smoke.');
    expect(textOf(open('toy-paper/holds.smoke.html'))).toContain(
      'The tiers disagree: refuted at this scale at tier standard.',
    );
    expect(textOf(open('index.html'))).toContain('◆ refuted at this scale');
  });

  it('has of a paper its citation, differences, findings, and what was not tested', () => {
    const evidence = toyEvidence({
      protocol: { fidelity: 'proxy', differences: ['a toy in place of a robot'] },
    });
    const paper: CollectedPaper = {
      ...{ id: 'toy-paper', title: 'On Toys', authors: ['A. Toy', 'B. Toy'], venue: 'ToyConf', year: 2020 },
      ...{
        url: 'https://example.org/toys',
        untested: { robots: { at: 'section 5', because: 'there is none' } },
      },
      text: '# Toys\n\nA **toy** is defined in [a file](setting.ts).\n\n| a | b |\n| - | - |\n| 1 | 2 |\n',
    };
    const document = sitedWith([paper], { ...holds, stored: { evidence, run } }, theorem).open(
      'toy-paper/index.html',
    );
    const text = textOf(document);
    expect(text).toMatch(/A\. Toy, B\. Toy: On Toys . ToyConf, 2020\./);
    expect(text).toMatch(/a toy in place of a robot holds \(smoke, proxy\)/);
    expect(text).toMatch(/robots section 5 there is none/);
    expect(document.querySelector('h2 + div strong')!.textContent.trim()).toBe('toy');
    expect(text).toContain('is defined in a file.');
    expect(Array.from(document.querySelectorAll('tbody a')).map((link) => link.getAttribute('href'))).toEqual(
      ['../toy-paper/holds.smoke.html', '../toy-paper/theorem.standard.html'],
    );
    expect(textOf(sited(holds).open('toy-paper/index.html'))).toContain('Not known from the evidence alone.');
  });

  it('comments of a README are for those who write it', () => {
    const paper: CollectedPaper = {
      ...{ id: 'toy-paper', title: 'On Toys', authors: ['A. Toy'], venue: 'ToyConf', year: 2020 },
      ...{ url: 'https://example.org/toys', untested: {} },
      text: [
        '# Toys',
        '<!-- numbers: development -->',
        'By 0.2<!-- = holds smoke effect --> on `8/8`<!-- = holds smoke k/n --> seeds. <!-- numbers: paper --> End.',
        '| a |\n| - |\n| 1<!-- = holds smoke seeds --> |',
        '<!-- x --> behind a comment <b>that begins a line</b>',
      ].join('\n\n'),
    };
    const document = sitedWith([paper], holds).open('toy-paper/index.html');
    const text = textOf(document);
    expect(text).toContain('By 0.2 on 8/8 seeds. End.');
    expect(text).toContain('behind a comment <b>that begins a line</b>');
    expect(text).not.toMatch(/<!--|-->|&lt;!|numbers:/);
  });

  it('draws the median of three lines of the same steps, and of no others', () => {
    const lines = [1, 2, 4].map((scale, seed) => ({
      ...{ seed: `s${seed}`, x: [0, 1, 2], y: [scale, scale / 2, scale / 4] },
    }));
    const drawnOf = (own: typeof lines) => {
      const evidence = toyEvidence({ curves: [{ ...curve, lines: own }] });
      const document = sited({ ...holds, stored: { evidence, run } }).open('toy-paper/holds.smoke.html');
      return document
        .querySelectorAll('figure svg[role=img]')[2]!
        .querySelectorAll('path[stroke^="var(--arm"]');
    };
    expect(drawnOf(lines)).toHaveLength(4);
    expect(drawnOf(lines.map((line, seed) => ({ ...line, x: [0, 1, 2 + seed] })))).toHaveLength(3);
    const [first, , , median] = Array.from(drawnOf(lines)).map((path) => path.getAttribute('d')!);
    expect(median).not.toBe(first);
    expect(median).toBe(drawnOf(lines)[1]!.getAttribute('d'));
  });

  it('draws every series, and says in words what a drawing shows', () => {
    const document = sited(holds).open('toy-paper/holds.smoke.html');
    const drawings = Array.from(document.querySelectorAll('figure svg[role=img]'));
    expect(drawings.map((svg) => svg.getAttribute('aria-label'))).toEqual([
      'gain: each seed of the claim and of its controls; the rule is > 0.1 nats',
      'evidence for and against after each look; 100 decides',
      'loss (nats) over training, in the arms treatment',
    ]);
    for (const svg of drawings)
      expect(svg.closest('figure')!.querySelectorAll('td').length).toBeGreaterThan(0);
    // Every seed of the claim and of its control is a dot.
    expect(drawings[0]!.querySelectorAll('circle')).toHaveLength(16);
  });

  it('rounds coordinates, and no number that is read', () => {
    const [panel] = toyEvidence().panels;
    const near = [0.131, 0.132, 0.133, 0.134, 0.135, 0.136, 0.137, 0.138];
    const panels = [
      { ...panel!, name: 'gain over 0.125', rule: 'exceeds' as const, margin: 0.1305, values: near },
    ];
    const evidence = toyEvidence({ panels, controls: [] });
    const document = sited({ ...holds, stored: { evidence, run } }).open('toy-paper/holds.smoke.html');
    const svg = document.querySelector('figure svg[role=img]')!;
    expect(svg.getAttribute('aria-label')).toContain('gain over 0.125');
    expect(svg.textContent).toContain('gain over 0.125 (nats)');
    const ticks = Array.from(svg.querySelectorAll('text')).map((text) => text.textContent.trim());
    expect(ticks).toEqual(expect.arrayContaining(['0.132', '0.134', '0.136']));
    for (const dot of Array.from(svg.querySelectorAll('circle')))
      expect(dot.getAttribute('cx')).toMatch(/^\d+(\.\d)?$/);
  });

  it('tells of an invariant its cases and mutants', () => {
    const text = textOf(sited(theorem).open('toy-paper/theorem.standard.html'));
    expect(text).toContain('Largest error: 2.5e-7.');
    expect(text).toMatch(/factor 290 300 0\.967 0\.5 /);
    expect(text).toContain('The sources have changed since this was judged.');
  });

  it('says what is missing where a file is damaged', () => {
    const text = textOf(sited(damaged).open('toy-paper/lost.standard.html'));
    expect(text).toContain('There is no evidence of this claim at tier standard: the file is cut off.');
  });

  it('takes what a claim says for text', () => {
    const hostile = `</style></script><img src=x onerror="alert(1)"><script>alert(2)</script>"'&`;
    const evidence = toyEvidence({
      ...{ statement: hostile, reason: hostile, expected: 'refuted', finding: hostile },
      source: { at: hostile, title: hostile, url: 'https://example.org/"onclick="alert(3)' },
      panels: toyEvidence().panels.map((panel) => ({
        ...panel,
        name: hostile,
        unit: hostile,
        because: hostile,
      })),
      controls: toyEvidence().controls.map((control) => ({
        ...control,
        ...{ name: hostile, exchange: { [hostile]: hostile } },
        panels: control.panels.map((panel) => ({ ...panel, name: hostile })),
      })),
      curves: [{ ...curve, arm: hostile, label: hostile }],
      protocol: { fidelity: 'proxy', differences: [hostile] },
      size: { [hostile]: hostile },
      settings: { treatment: { [hostile]: [hostile] } },
      trained: [{ arms: [hostile], scans: [{ ...scan, name: hostile, state: { [hostile]: [1] } }] }],
    });
    const paper = {
      ...{ id: 'toy-paper', title: hostile, authors: [hostile], venue: hostile, year: 2020 },
      ...{ url: 'javascript:alert(4)', untested: { [hostile]: { at: hostile, because: hostile } } },
      text: `# ${hostile}\n\n${hostile}\n\n[a](javascript:alert(5)) ![b](x) <b>c</b>`,
    };
    const { pages, open } = sitedWith([paper], { ...holds, stored: { evidence, run } });
    for (const path of pages.keys()) {
      const document = open(path);
      expect(document.querySelectorAll('img')).toHaveLength(0);
      expect(document.querySelectorAll('script')).toHaveLength(path.endsWith('index.html') ? 1 : 0);
      for (const element of Array.from(document.querySelectorAll('*'))) {
        expect(Array.from(element.attributes).filter(({ name }) => name.startsWith('on'))).toEqual([]);
      }
      expect(document.body.textContent).toContain(hostile);
    }
  });

  it('links to addresses of the web alone', () => {
    const source = { at: 'Fig. 1', title: 'On Toys', url: 'javascript:alert(1)' };
    const evidence = toyEvidence({ source });
    const document = sited({ ...holds, stored: { evidence, run } }).open('toy-paper/holds.smoke.html');
    for (const link of Array.from(document.querySelectorAll('a'))) {
      expect(link.getAttribute('href')).not.toContain('javascript');
    }
    expect(textOf(document)).toContain('On Toys');
  });

  it('is whole where numbers are not finite', () => {
    const [panel] = toyEvidence().panels;
    const values = panel!.values.map((value, seed) => [NaN, Infinity, -Infinity, value][seed % 4]!);
    const evidence = toyEvidence({ panels: [{ ...panel!, values, estimate: NaN, lower: -Infinity }] });
    const document = sited({ ...holds, stored: { evidence, run } }).open('toy-paper/holds.smoke.html');
    expect(document.querySelectorAll('figure svg circle').length).toBeGreaterThan(8);
    expect(textOf(document)).toContain('NaN');
  });
});

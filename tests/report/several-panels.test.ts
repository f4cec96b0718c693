import { describe, expect, it } from 'vitest';
import type { ClaimFacts, Evidence, PanelEvidence } from '#claim';
import {
  badge,
  badgeMessage,
  claimTable,
  evidenceText,
  verdictPicture,
  verdictTable,
  type VerdictRow,
} from '#report';
import { verdictNotes } from '../../src/runner/verdict-notes.ts';
import { createDisplay } from '../../src/runner/progress/verify-display.ts';
import { textsOf } from './svg-texts.ts';
import { toyEvidence } from './toy-evidence.ts';
import { toyRun as run } from './toy-run.ts';

const base = toyEvidence();
const eight = (value: number): number[] => Array<number>(8).fill(value);
/** The accuracy stays within 5 points, on so many of 8 seeds. */
const accuracyOf = (value: number, held: number): PanelEvidence => ({
  ...{ name: 'accuracy', unit: 'points', because: 'as much as equal arms differ' },
  ...{ rule: 'staysWithin', margin: 5, held, estimate: value, lower: value + 0.5, values: eight(value) },
});

/** A panel of a control that held on some of 8 seeds. */
const panelOf = (name: string, held: number, value: number) => ({
  ...{ name, held, estimate: value },
  values: eight(value),
});
const control = (name: string, gain: number, held: number) => ({
  ...base.controls[0]!,
  name,
  panels: [panelOf('gain', gain, 0.3), panelOf('accuracy', held, 9.25)],
});

/** Supported: `gain` held for the first control on all seeds, and `accuracy` refuted it; the second `gain` refuted. */
const supported = toyEvidence({
  panels: [base.panels[0]!, accuracyOf(1.5, 8)],
  controls: [control('placebo', 8, 0), control('nothing', 0, 0)],
});

/** Refuted by its accuracy alone. */
const refuted = toyEvidence({
  ...{ verdict: 'refuted', successes: 0, controls: [control('placebo', 8, 0)] },
  panels: [base.panels[0]!, accuracyOf(7.5, 0)],
});

const rowOf = (evidence: Evidence): VerdictRow => ({ evidence, wallSeconds: 1, engine: 'cpu' });
const table = (evidence: Evidence): string =>
  verdictTable([rowOf(evidence)], { width: 200, color: false }).split('\n')[1]!;
const picture = (evidence: Evidence): string => verdictPicture([{ evidence, stale: false }], '');

function notes(evidence: Evidence): string[] {
  const suite = { supported: 1, refuted: 0, inconclusive: 0, fdr: { tested: 0, selected: [], q: 0.05 } };
  const summary = { suite, tier: 'smoke', claims: [], seedFamily: 'judge' };
  const result = { summary, out: 'out', rows: [rowOf(evidence)], refused: [], failed: [], unfinished: [] };
  return verdictNotes(result as unknown as Parameters<typeof verdictNotes>[0]);
}

function claimRow(evidence: Evidence): string {
  const { id, kind, revision, source } = evidence;
  const claim = {
    ...{ id, kind, revision, source, states: '', tiers: ['smoke'], controls: [], mutants: [] },
    ...{ expected: { smoke: 'supported' }, panels: evidence.panels },
  } as unknown as ClaimFacts;
  return claimTable([{ claim, file: '', published: { smoke: evidence } }], {}).split('\n')[2]!;
}

describe('a control that further panels refuted', () => {
  it('is shown with every panel, of each seed, and how often it held', () => {
    const text = evidenceText({ evidence: supported, run }, { width: 100, color: false });
    expect(text).toMatch(/placebo: refuted 0\/8, .*\n +gain: held on 8 of 8, \+0\.3\n +accuracy: held on 0 of 8, \+9\.25/);
    expect(text).toMatch(/seed {2,}gain +accuracy +placebo: gain +placebo: accuracy +nothing: gain/);
    expect(text).toMatch(/seed3 +\+0\.2 +\+1\.5 +\+0\.3 +\+9\.25 +\+0\.3 +\+9\.25/);
  }); // prettier-ignore

  it('has them named in the table of a run, its notes, the log and the table of claims', () => {
    expect(table(supported)).toMatch(/refuted, 1 by further panels/);
    expect(notes(supported)).toContain('toy-paper/holds: refuted the control "placebo" by "accuracy"');
    expect(notes(base).join('\n')).not.toContain('refuted the control');
    expect(claimRow(supported)).toContain('<br>2/2 controls refuted<br>placebo: by "accuracy" |');
  });

  it('has them named in badge and picture, in full for who reads the picture aloud', () => {
    expect(badgeMessage(supported)).toContain(' · control refuted by "accuracy" · smoke');
    expect(badge(supported)).toContain('control refuted by &quot;accuracy&quot;');
    expect(badgeMessage(base)).not.toContain('control');
    expect(textsOf(picture(supported))).toContain('by &quot;accuracy&quot;');
    expect(picture(supported)).toContain(
      '; refuted control &quot;placebo&quot; by &quot;accuracy&quot;.</desc>',
    );
    expect(picture(base)).not.toContain('by &quot;');
  });

  it('has long names cut where there is little room, and several counted', () => {
    const long = `accuracy of ${'very '.repeat(20)}many`;
    const panels = [panelOf('gain', 8, 0.3), panelOf(long, 0, 9), panelOf('loss', 0, 9)];
    const evidence = toyEvidence({ controls: [{ ...base.controls[0]!, panels }] });
    expect(badgeMessage(evidence)).toMatch(/by "accuracy .{29,31}…" and 1 more · smoke$/);
    expect(textsOf(picture(evidence)).join('\n')).toMatch(/^by &quot;accuracy .{0,24}…&quot; and 1 more$/m);
    expect(notes(evidence)[0]).toBe(`toy-paper/holds: refuted the control "nothing" by "${long}" and "loss"`);
  });
});

describe('a claim that a further panel refuted', () => {
  const effect = 'accuracy 0/8: 7.5 (|.| <= 8)';

  it('is shown by that panel: table, badge and picture', () => {
    expect(table(refuted)).toMatch(/✗ refuted +0\/8 .*accuracy 0\/8: 7\.5 \(\|\.\| <= 8\) +\|\.\| <= 5 points/);
    expect(badgeMessage(refuted)).toContain(effect);
    const texts = textsOf(picture(refuted));
    expect(texts).toContain('accuracy 0/8: 7.5 (|.| ≤ 8)');
    expect(texts).toContain('margin |.| ≤ 5 points');
  }); // prettier-ignore

  it('has the dots of that panel, of claim and control', () => {
    const places = (svg: string, fill: string): Set<string> =>
      new Set([...svg.matchAll(/<circle cx="([^"]*)"[^>]*>/g)].slice(0, -2).filter(([tag]) => tag.includes(fill)).map(([, cx]) => cx!));
    expect(places(picture(refuted), 'fill-opacity').size).toBe(1);
    const [own] = places(picture(refuted), 'fill-opacity');
    const [hollow] = places(picture(refuted), 'fill="none"');
    expect(Number(hollow)).toBeGreaterThan(Number(own));
  }); // prettier-ignore

  it('has in the table of claims how often each panel held', () => {
    expect(claimRow(refuted)).toMatch(
      /✗ refuted 0\/8<br>\+0\.215 \(>= \+0\.14\) on 8\/8<br>7\.5 \(.*\) on 0\/8/,
    );
  });
});

describe('the log of a run', () => {
  it.each([
    ['✓', {}],
    ['◆', { verdict: 'refuted', expected: 'refuted', successes: 0 }],
    ['◆', { verdict: 'inconclusive', inconclusive: 'non-specific', expected: 'inconclusive: non-specific' }],
    ['✗', { verdict: 'refuted', successes: 0 }],
    ['✗', { verdict: 'supported', expected: 'refuted' }],
    ['✗', { verdict: 'inconclusive', inconclusive: 'budget', expected: 'inconclusive: non-specific' }],
  ] as const)('marks with %s as everywhere: %j', (mark, changes) => {
    const lines: string[] = [];
    const stream = { write: (text: string) => lines.push(text) } as unknown as NodeJS.WriteStream;
    const shown = createDisplay({ stream });
    const evidence = toyEvidence(changes);
    shown.handle({ type: 'judged', fromKept: false, trained: 0, stored: { evidence, run } });
    shown.close();
    expect(lines[0]).toContain(`[1/0] ${mark} toy-paper/holds: ${evidence.verdict}`);
    expect(table(evidence)).toContain(`${mark} ${evidence.verdict}`);
    expect(textsOf(picture(evidence))).toContain(`${mark} ${evidence.verdict}`);
  });
});

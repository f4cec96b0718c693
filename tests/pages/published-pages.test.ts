import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '#claim';
import { leastHeld, packageRoot, type Tier } from '#core';
import { sitePages } from '#pages';
import { formatNumber, protocolLines, publishedFolder } from '#report';
import { decisionAt } from '#stats';
import { readEvidence } from '../../src/runner/evidence-store.ts';

const reports = join(packageRoot, 'reports');
const asked: readonly (readonly [string, Tier])[] = [
  ['group-norm/stable', 'smoke'],
  ['lamb/speed', 'smoke'],
  ['relu-reduced-space/training', 'real'],
];

/** Text of the page of a published claim, as a reader has it: one space between words. */
function pageOf(id: string, tier: Tier): { readonly text: string; readonly evidence: Evidence } {
  const stored = readEvidence(publishedFolder(reports, tier), id);
  const pages = new Map(sitePages([{ id, tier, stored }]));
  const { document } = parseHTML(pages.get(`${id}.${tier}.html`)!.replaceAll('<', ' <'));
  return { text: document.body.textContent.replaceAll(/\s+/g, ' '), evidence: stored.evidence };
}

/** What a reviewer asks, answered from the text of a page alone. */
describe.each(asked)('the page of %s at tier %s', (id, tier) => {
  const { text, evidence } = pageOf(id, tier);

  it('what was trained?', () => {
    for (const arm of Object.keys(evidence.perSeed[0]!.arms)) expect(text).toContain(arm);
    expect(text).toContain(`${evidence.steps} optimizer steps in all`);
    for (const [name, setting] of Object.entries(evidence.settings ?? {})) {
      expect(text).toContain(name);
      for (const key of Object.keys(setting)) expect(text).toContain(key);
    }
  });

  it('on what, and how near is that to the paper?', () => {
    for (const line of protocolLines(evidence)) expect(text).toContain(line);
    for (const name of Object.keys(evidence.size ?? {})) expect(text).toContain(name);
    expect(text).toContain(evidence.source.at);
  });

  it('what did each seed give?', () => {
    for (const panel of evidence.panels) {
      panel.values.forEach((value, seed) => {
        expect(text).toMatch(new RegExp(` ${seed + 1} ${escaped(formatNumber(value))} `));
      });
    }
  });

  it('why did each control fail?', () => {
    for (const control of evidence.controls.filter(({ verdict }) => verdict === 'refuted')) {
      const by = leastHeld(control.panels).map(({ name }) => `"${name}"`);
      expect(text).toMatch(
        new RegExp(`${escaped(control.name)} .*? refuted .*?${by.map(escaped).join(' and ')}`),
      );
    }
  });

  it('what would change the verdict?', () => {
    const needed = Array.from({ length: evidence.seeds + 1 }, (_, k) => k).find(
      (k) => decisionAt(k, evidence.seeds).verdict === 'supported',
    );
    expect(text).toContain(`Of ${evidence.seeds} seeds at least ${needed!} have to succeed in all panels`);
    expect(text).toContain('Nearest to the margin: seed');
  });

  it('how do I run just that?', () => {
    expect(text).toContain(`npx claimcheck verify ${id} --tier ${tier}`);
  });
});

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

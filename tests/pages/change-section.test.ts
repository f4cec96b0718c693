import { expect, it } from 'vitest';
import type { Evidence } from '#claim';
import { changeSection } from '../../src/pages/change-section.ts';
import { render } from '../../src/pages/html.ts';
import { toyEvidence } from '../report/toy-evidence.ts';

const textOf = (evidence: Evidence): string =>
  [changeSection(evidence)!]
    .flat()
    .map(render)
    .join(' ')
    .replaceAll(/<[^>]*>/g, ' ');

it('names the seeds that failed, each with the panel that it failed by', () => {
  const toy = toyEvidence();
  const values = toy.panels[0]!.values.map((value, seed) => (seed === 2 ? -7 : value));
  const text = textOf({ ...toy, panels: [{ ...toy.panels[0]!, values }, ...toy.panels.slice(1)] });
  expect(text).toMatch(new RegExp(`Failed: seed 3 by .*${toy.panels[0]!.name}.* \\(-7\\)\\.`));
});

it('says on how many seeds a control that was not refuted held, and on how many it may', () => {
  const toy = toyEvidence();
  const [control] = toy.controls;
  const open = { ...control!, verdict: 'supported' as const, successes: 20, seeds: 24 };
  const text = textOf({ ...toy, controls: [open] });
  expect(text).toMatch(/satisfied all panels on 20 of 24 seeds; to be refuted it may on \d+ at most\./);
  expect(textOf(toy)).not.toContain('to be refuted');
});

it('speaks of each panel that has one margin', () => {
  const toy = toyEvidence();
  const [panel] = toy.panels;
  const other = { ...panel!, name: 'another number' };
  const text = textOf({ ...toy, panels: [panel!, other] });
  expect(text.match(/succeed up to a margin of/g)).toHaveLength(2);
  expect(text).toContain('another number');
});

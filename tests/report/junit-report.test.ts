import fc from 'fast-check';
import { DOMParser } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '#claim';
import { printable } from '#core';
import { junitReport } from '#report';
import { textsOf } from './svg-texts.ts';
import { toyEvidence, toyInvariant } from './toy-evidence.ts';

type Run = Parameters<typeof junitReport>[0];

const rowOf = (evidence: Evidence, reused = false): Run['judged'][number] => ({
  ...{ evidence, wallSeconds: 12.3456, engine: 'cpu', reused },
});
const reportOf = (run: Partial<Run>): string =>
  junitReport({ judged: [], errors: [], skipped: [], evidencePath: (id) => `out/${id}.json`, ...run });

/** What is asked of an element here. */
interface Element {
  readonly localName: string;
  readonly textContent: string;
  readonly children: readonly Element[];
  getAttributeNode(name: string): { readonly value: string } | null;
  querySelectorAll(selector: string): readonly Element[];
}

/** The elements of the document. Its parser forgives much: that it is well-formed is looked at before. */
function elementsOf(xml: string): (selector: string) => Element[] {
  const end = xml.indexOf('\n');
  expect(xml.slice(0, end)).toBe('<?xml version="1.0" encoding="UTF-8"?>');
  textsOf(xml.slice(end));
  const document = new DOMParser().parseFromString(xml, 'text/xml') as unknown as Element;
  return (selector) => [...document.querySelectorAll(selector)];
}

/** Values of attributes; `getAttribute` of this parser has them escaped. */
const valuesOf = (element: Element, ...names: readonly string[]) =>
  names.map((name) => element.getAttributeNode(name)?.value);

describe('junitReport', () => {
  it('has a suite per paper and a case per claim', () => {
    const elements = elementsOf(
      reportOf({
        judged: [
          rowOf(toyEvidence()),
          rowOf(toyInvariant({ id: 'another/theorem' }), true),
          rowOf(toyEvidence({ id: 'toy-paper/fails', verdict: 'refuted', successes: 0 })),
        ],
        errors: [
          { type: 'failed', id: 'toy-paper/dies', message: 'out of memory', hint: 'get more' },
          { type: 'refused', id: 'another/wrong', message: 'no margin' },
        ],
        skipped: [{ id: 'toy-paper/later', why: 'the run was stopped' }],
      }),
    );
    const counts = ['tests', 'failures', 'errors', 'skipped', 'time'];
    const all = elements('testsuites, testsuite').map((suite) => valuesOf(suite, 'name', ...counts));
    expect(all).toEqual([
      ['claimcheck', '6', '1', '2', '1', '37.037'],
      ['another', '2', '0', '1', '0', '12.346'],
      ['toy-paper', '4', '1', '1', '1', '24.691'],
    ]);
    const cases = elements('testcase').map((one) => [
      ...valuesOf(one, 'classname', 'name', 'time'),
      ...[...one.children].map(({ localName }) => localName).filter((name) => name !== 'properties'),
    ]);
    expect(cases).toEqual([
      ['another', 'theorem', '12.346'],
      ['another', 'wrong', '0.000', 'error'],
      ['toy-paper', 'dies', '0.000', 'error'],
      ['toy-paper', 'fails', '12.346', 'failure'],
      ['toy-paper', 'holds', '12.346'],
      ['toy-paper', 'later', '0.000', 'skipped'],
    ]);
    const [wrong, dies] = elements('error');
    expect(valuesOf(wrong!, 'type', 'message')).toEqual(['refused', 'no margin']);
    expect([...valuesOf(dies!, 'type'), dies!.textContent]).toEqual(['failed', 'out of memory\nget more']);
    expect(valuesOf(elements('skipped')[0]!, 'message')).toEqual(['the run was stopped']);
  });

  it('has what a verdict rests on as properties', () => {
    const properties = (evidence: Evidence, reused?: boolean): unknown =>
      Object.fromEntries(
        elementsOf(reportOf({ judged: [rowOf(evidence, reused)] }))('property').map((one) =>
          valuesOf(one, 'name', 'value'),
        ),
      );
    const common = { expected: 'supported', tier: 'smoke', 'seed-base': '0', 'seed-family': 'judge' };
    expect(properties(toyEvidence({ protocol: { fidelity: 'proxy', differences: [] } }))).toEqual({
      ...{ ...common, engine: 'cpu', reused: 'false', verdict: 'supported', seeds: '8/8', evidence: 'E=110' },
      ...{ effect: '+0.215 (>= +0.14)', fidelity: 'proxy' },
    }); // prettier-ignore
    expect(properties(toyInvariant(), true)).toEqual({
      ...{ ...common, engine: 'cpu', reused: 'true', verdict: 'supported', cases: '300/300' },
    });
    const found = { verdict: 'inconclusive', inconclusive: 'budget', finding: 'Not here.' } as const;
    expect(properties(toyEvidence({ ...found, expected: 'inconclusive: budget' }))).toMatchObject({
      ...{ verdict: 'inconclusive: budget', expected: 'inconclusive: budget', finding: 'Not here.' },
    });
  });

  it('a failure has the reason, what did not hold, and where the evidence is', () => {
    const failureOf = (evidence: Evidence): string =>
      elementsOf(reportOf({ judged: [rowOf(evidence)] }))('failure')[0]!.textContent;
    const base = toyEvidence();
    const accuracy = { ...base.panels[0]!, name: 'accuracy', held: 2, estimate: 0.02, lower: -Infinity };
    const refuted = {
      verdict: 'refuted',
      successes: 2,
      reason: '2 of 8 seeds',
      panels: [base.panels[0]!, accuracy],
    };
    expect(failureOf(toyEvidence(refuted as Partial<Evidence>)).split('\n')).toEqual([
      'toy-paper/holds is refuted, expected supported: 2 of 8 seeds',
      'panel "accuracy": held on 2 of 8 seeds; +0.02 (no bound yet), asked > 0.1 nats',
      'evidence out/toy-paper/holds.json',
    ]); // prettier-ignore
    const control = { ...base.controls[0]!, verdict: 'supported', successes: 8 } as const;
    const specific = { verdict: 'inconclusive', inconclusive: 'non-specific', controls: [control] } as const;
    expect(failureOf(toyEvidence(specific)).split('\n').slice(1)).toEqual([
      'panel "gain": held on 8 of 8 seeds; +0.215 (>= +0.14), asked > 0.1 nats',
      'control "nothing": supported 8/8',
      'evidence out/toy-paper/holds.json',
    ]);
    const mutants = [{ name: 'sign', cases: 300, killed: 9, killedShare: 0.03, required: 0.5 }];
    const counterexample = { value: '[1,2]', seed: 3, path: '4:5' };
    expect(failureOf(toyInvariant({ verdict: 'refuted', mutants, counterexample })).split('\n')).toEqual([
      'toy-paper/theorem is refuted, expected supported: all 8 seeds exceed the margin',
      'mutant "sign": killed by 9 of 300 cases',
      'counterexample [1,2] (seed 3, path 4:5)',
      'evidence out/toy-paper/theorem.json',
    ]);
  });

  it('is well-formed whatever the texts of claims are, and has them all', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), hostile);
    const texts = fc.record({ id: text, reason: text, name: text, message: text, hint: text, why: text });
    fc.assert(
      fc.property(texts, ({ id, reason, name, message, hint, why }) => {
        const panels = [{ ...toyEvidence().panels[0]!, name, unit: hint, held: 0 }];
        const evidence = { id: `p/${id}`, verdict: 'refuted', reason, panels, finding: why } as const;
        const elements = elementsOf(
          reportOf({
            judged: [rowOf(toyEvidence(evidence))],
            errors: [{ type: 'failed', id: `q/${id}`, message, hint }],
            skipped: [{ id: `r/${id}`, why }],
          }),
        );
        const own = printable(id);
        const named = ['p', 'q', 'r'].map((paper) => [paper, own === '' ? `${paper}/` : own]);
        expect(elements('testcase').map((one) => valuesOf(one, 'classname', 'name'))).toEqual(named);
        const [error] = elements('error');
        expect(valuesOf(error!, 'message')).toEqual([printable(message)]);
        expect(error!.textContent).toBe(`${printable(message)}\n${printable(hint)}`);
        expect(valuesOf(elements('skipped')[0]!, 'message')).toEqual([printable(why)]);
        expect(valuesOf(elements('property').at(-1)!, 'name', 'value')).toEqual(['finding', printable(why)]);
        const failure = elements('failure')[0]!.textContent;
        expect(failure).toContain(`: ${printable(reason)}\npanel "${printable(name)}": held on 0 of 8`);
      }),
    );
  });
});

/** What XML has a use for, or forbids. */
const hostile = fc
  .array(fc.constantFrom(']]>', '<!--', '&', '<', '>', '"', "'", '\0', '\u0008', '\u001b', '\ud800', '\uffff', '\n', '\t', '&#0;', '<?', 'a'))
  .map((parts) => parts.join('')); // prettier-ignore

import type { Evidence } from '#claim';
import { isExpected, outcomeName } from '#core';
import { decisiveEffect, decisivePanel } from './decisive-panel.ts';
import { formatEffect, formatEvidence, formatRule, formatUnit } from './format.ts';
import type { VerdictRow } from './verdict-table.ts';
import { type Attributes, element, escapeXml } from './xml.ts';

/** What came of the claims of a run, as JUnit has it. */
export interface JunitRun {
  readonly judged: readonly Extract<VerdictRow, { readonly evidence: Evidence }>[];
  /** Claims that have no verdict, and why: `type` says whether their file was refused or they failed to run. */
  readonly errors: readonly {
    readonly type: 'refused' | 'failed';
    readonly id: string;
    readonly message: string;
    readonly hint?: string | undefined;
  }[];
  /** Claims that were not judged, and why. */
  readonly skipped: readonly { readonly id: string; readonly why: string }[];
  /** Where the evidence of a claim is. */
  readonly evidencePath: (id: string) => string;
}

/** A claim as a test case: `children` is markup of what it says besides that it passed. */
interface Case {
  readonly id: string;
  readonly seconds: number;
  readonly ended: 'passed' | 'failures' | 'errors' | 'skipped';
  readonly children: string;
}

/** The claims of a run as JUnit XML: a suite per paper, a case per claim, which fails where the verdict is not the expected one. */
export function junitReport(run: JunitRun): string {
  const cases = [
    ...run.judged.map((row) => judgedCase(row, run.evidencePath)),
    ...run.errors.map(errorCase),
    ...run.skipped.map(skippedCase),
  ].sort((a, b) => (a.id < b.id ? -1 : 1));
  const papers = [...new Set(cases.map(paperOf))];
  const suites = papers.map((paper) => {
    const own = cases.filter((one) => paperOf(one) === paper);
    return element('testsuite', { name: paper, ...countsOf(own) }, lines(own.map(caseElement)));
  });
  const all = element('testsuites', { name: 'claimcheck', ...countsOf(cases) }, lines(suites));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${all}\n`;
}

const paperOf = ({ id }: Case): string => id.split('/')[0]!;
const lines = (markup: readonly string[]): string => (markup.length === 0 ? '' : `\n${markup.join('\n')}\n`);
/** A text of several lines; each may have any characters. */
const textOf = (parts: readonly string[]): string => parts.map(escapeXml).join('\n');

function countsOf(cases: readonly Case[]): Attributes {
  const count = (ended: Case['ended']): number => cases.filter((one) => one.ended === ended).length;
  const seconds = cases.reduce((sum, one) => sum + one.seconds, 0);
  return {
    tests: cases.length,
    failures: count('failures'),
    errors: count('errors'),
    skipped: count('skipped'),
    time: seconds.toFixed(3),
  };
}

function caseElement({ id, seconds, children }: Case): string {
  const [classname = '', ...name] = id.split('/');
  return element('testcase', { classname, name: name.join('/') || id, time: seconds.toFixed(3) }, children);
}

function judgedCase(row: JunitRun['judged'][number], evidencePath: JunitRun['evidencePath']): Case {
  const { evidence, wallSeconds } = row;
  const { id } = evidence;
  const properties = Object.entries(propertiesOf(row)).map(([name, value]) =>
    element('property', { name, value }),
  );
  const expected = isExpected(evidence);
  const failure = expected ? [] : [failureElement(evidence, evidencePath(id))];
  const children = lines([element('properties', {}, lines(properties)), ...failure]);
  return { id, seconds: wallSeconds, ended: expected ? 'passed' : 'failures', children };
}

function propertiesOf({ evidence, engine, reused = false }: JunitRun['judged'][number]): Attributes {
  const { kind, seeds, successes, tier, seedBase, seedFamily, expected, protocol, finding } = evidence;
  const effect = decisiveEffect(evidence);
  return {
    verdict: outcomeName(evidence),
    expected,
    [kind === 'invariant' ? 'cases' : 'seeds']: `${successes}/${seeds}`,
    ...(kind === 'empirical' && { evidence: formatEvidence(evidence) }),
    ...(effect !== undefined && { effect }),
    tier,
    ...(protocol && { fidelity: protocol.fidelity }),
    'seed-base': String(seedBase),
    'seed-family': seedFamily,
    engine,
    reused: String(reused),
    ...(finding !== undefined && { finding }),
  };
}

function failureElement(evidence: Evidence, path: string): string {
  const { id, reason, expected, counterexample } = evidence;
  const outcome = outcomeName(evidence);
  const message = `${id} is ${outcome}, expected ${expected}: ${reason}`;
  const found =
    counterexample === undefined
      ? []
      : [`counterexample ${counterexample.value} (seed ${counterexample.seed}, path ${counterexample.path})`];
  const text = [
    message,
    ...failedPanels(evidence),
    ...failedControls(evidence),
    ...found,
    `evidence ${path}`,
  ];
  return element('failure', { type: outcome, message }, textOf(text));
}

/** The panels that did not hold on every seed, or the one that the verdict is shown by. */
function failedPanels(evidence: Evidence): string[] {
  const { panels, seeds } = evidence;
  const failed = panels.filter(({ held }) => held < seeds);
  const shown = failed.length > 0 ? failed : [decisivePanel(evidence)].filter((panel) => panel !== undefined);
  return shown.map((panel) => {
    const asked = `${formatRule(panel)}${formatUnit(panel.unit)}`;
    return `panel "${panel.name}": held on ${panel.held} of ${seeds} seeds; ${formatEffect(panel)}, asked ${asked}`;
  });
}

/** Controls that the rule did not refute, and mutants that were not killed. */
function failedControls({ controls, mutants }: Evidence): string[] {
  return [
    ...controls
      .filter(({ verdict }) => verdict !== 'refuted')
      .map(({ name, verdict, successes, seeds }) => `control "${name}": ${verdict} ${successes}/${seeds}`),
    ...mutants
      .filter(({ killedShare, required }) => killedShare < required)
      .map(({ name, killed, cases }) => `mutant "${name}": killed by ${killed} of ${cases} cases`),
  ];
}

function errorCase({ type, id, message, hint }: JunitRun['errors'][number]): Case {
  const text = [message, ...(hint === undefined ? [] : [hint])];
  const children = lines([element('error', { type, message }, textOf(text))]);
  return { id, seconds: 0, ended: 'errors', children };
}

function skippedCase({ id, why }: JunitRun['skipped'][number]): Case {
  return { id, seconds: 0, ended: 'skipped', children: lines([element('skipped', { message: why })]) };
}

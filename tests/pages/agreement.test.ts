import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { sitePages } from '#pages';
import type { CollectedEvidence, Contribution } from '#report';
import { toyEvidence } from '../report/toy-evidence.ts';
import { toyRun as run } from '../report/toy-run.ts';

const holds: CollectedEvidence = {
  ...{ id: 'toy-paper/holds', tier: 'smoke' },
  stored: { evidence: toyEvidence(), run },
};

function replication(from: string, changes = {}): Contribution {
  const perSeed = toyEvidence().perSeed.map(({ seed }, index) => ({
    seed: `${from} ${seed}`,
    arms: { treatment: { gain: from.charCodeAt(4) + index } },
  }));
  return { from, run, evidence: toyEvidence({ seedBase: 7, perSeed, ...changes }) };
}

function shown(changes: Partial<CollectedEvidence>) {
  const pages = new Map(sitePages([{ ...holds, ...changes }]));
  const open = (path: string) => parseHTML(pages.get(path)!.replaceAll('<', ' <')).document;
  const text = open('toy-paper/holds.smoke.html').body.textContent.replaceAll(/\s+/g, ' ');
  return { text, row: open('index.html').querySelector('tbody tr')! };
}

it('says nothing of replications where there are none', () => {
  const { text, row } = shown({});
  expect(text).not.toMatch(/together|Replications/);
  expect(row.getAttribute('data-agreement')).toBe('alone');
});

it('adds up the runs of others, and lists each', () => {
  const { text, row } = shown({
    replications: [replication('lab-a'), replication('lab-b', { seedBase: 9 })],
  });
  expect(text).toMatch(
    /All seeds together: supported 24\/24 in 3 runs on one kind of machine · E=1\.34e6 · \+0\.21\d* \(>= \+0\.1/,
  );
  expect(text).toContain(
    'Replications lab-a: supported 8/8, seed base 7, engine cpu, Some CPU, linux-x64, commit 0123456789ab lab-b: supported 8/8, seed base 9',
  );
  expect(row.getAttribute('data-agreement')).toBe('agree');
});

it('names the run that gave another verdict, there and in the index', () => {
  const other = replication('lab-a', { verdict: 'inconclusive', inconclusive: 'budget' });
  const { text, row } = shown({ replications: [other] });
  expect(text).toContain('1 of 2 runs gave another verdict: lab-a (inconclusive).');
  expect(row.getAttribute('data-agreement')).toBe('replications disagree');
  expect(row.textContent).toContain('replications disagree');
});

it('says why a replication does not count', () => {
  const { text } = shown({
    replications: [{ ...replication('lab-a'), evidence: toyEvidence() }],
    unreadReplications: ['replication lab-b: the file is cut off'],
  });
  expect(text).toContain('replication lab-b: the file is cut off');
  expect(text).toContain('seed seed0 stands in published and in lab-a');
});

import { describe, expect, it } from 'vitest';
import type { ArmCompilation } from '../../../bench/growth/arm-compilation.ts';
import type { CaseGrowth } from '../../../bench/growth/case-growth.ts';
import { armVerdicts, caseVerdicts } from '../../../bench/growth/growth-verdicts.ts';
import { armCells, caseCells, growthLines, markdownTable } from '../../../bench/growth/growth-text.ts';

/** Everything as it should be: time grows with the work, memory not at all. */
const linear: CaseGrowth = {
  case: 'toy',
  byReplicas: [
    { replicas: 1, milliseconds: 2, ratio: 1, compileMilliseconds: 30 },
    { replicas: 8, milliseconds: 12, ratio: 0.75, compileMilliseconds: 50 },
  ],
  replicas: 8,
  byLength: [
    { steps: 10, ratio: 1 },
    { steps: 20, ratio: 0.98 },
    { steps: 40, ratio: 1.02 },
  ],
  memory: [
    { steps: 100, peak: 200 },
    { steps: 300, peak: 202 },
  ],
};

const missedBy = (growth: CaseGrowth): string[] =>
  caseVerdicts(growth)
    .filter(({ passes }) => !passes)
    .map(({ what }) => what);

describe('caseVerdicts', () => {
  it('all bounds hold of a case that grows with its work', () => {
    expect(missedBy(linear)).toEqual([]);
    expect(caseVerdicts(linear).map(({ what }) => what)).toEqual([
      'replicas',
      'steps',
      'steps',
      'memory',
      'compiling',
    ]);
  });

  it.each<[string, Partial<CaseGrowth>, string]>([
    [
      'a replica-step that is dearer among many',
      { byReplicas: [linear.byReplicas[0]!, { ...linear.byReplicas[1]!, ratio: 1.2 }] },
      'replicas',
    ],
    [
      'a step that is dearer in a long call',
      { byLength: [linear.byLength[0]!, { steps: 40, ratio: 1.2 }] },
      'steps',
    ],
    ['memory that is never given back', { memory: [linear.memory[0]!, { steps: 300, peak: 230 }] }, 'memory'],
    [
      'a slow compilation, with the fewest replicas',
      { byReplicas: [{ ...linear.byReplicas[0]!, compileMilliseconds: 2001 }] },
      'compiling',
    ],
    ['a time that is no number', { byLength: [linear.byLength[0]!, { steps: 40, ratio: NaN }] }, 'steps'],
  ])('%s misses', (_, change, what) => {
    expect(missedBy({ ...linear, ...change })).toEqual([what]);
  });

  it('a case that cannot run misses, and says why', () => {
    const [verdict] = caseVerdicts({ case: 'toy', problem: 'does not compile' });
    expect(verdict).toMatchObject({ of: 'toy', what: 'running', found: 'does not compile', passes: false });
  });
});

const arms: readonly ArmCompilation[] = [
  { claim: 'p/a', arm: 'one', replicas: 8, milliseconds: [100, 2500] },
  { claim: 'p/a', arm: 'two', replicas: 8, milliseconds: [300] },
  { claim: 'p/b', replicas: 0, milliseconds: [], problem: 'cannot be imported' },
];

describe('armVerdicts', () => {
  it('the slowest program of an arm counts, and a claim that does not start misses', () => {
    expect(armVerdicts(arms).map(({ of, passes }) => [of, passes])).toEqual([
      ['p/a, one', false],
      ['p/a, two', true],
      ['p/b', false],
    ]);
  });
});

describe('tables', () => {
  it('a case is a row with all its numbers of replicas and lengths', () => {
    const { head, rows } = caseCells([linear]);
    expect(head).toEqual([
      'ms/replica-step',
      'R = 1',
      'R = 8',
      '2x steps',
      '4x steps',
      'MiB',
      'later',
      'compiling',
      '',
    ]);
    expect(rows).toEqual([['toy', '2.00', '1.50', '0.98x', '1.02x', '200', '202', '50 ms', 'pass']]);
  });

  it('a claim is a row with its slowest arm', () => {
    expect(armCells(arms).rows).toEqual([
      ['p/a', '2', 'one', '2500 ms'],
      ['p/b', '1', '', '0 ms'],
    ]);
  });

  it('Markdown has as many cells in every line', () => {
    const lines = markdownTable(caseCells([linear])).split('\n');
    expect(new Set(lines.map((line) => line.split('|').length)).size).toBe(1);
    expect(lines).toHaveLength(3);
  });

  it('only what misses is told, with what was found and what was allowed', () => {
    const verdicts = [...caseVerdicts(linear), ...armVerdicts(arms)];
    expect(growthLines(verdicts)).toBe(
      'MISS  p/a, one, compiling: 2500 ms (at most 2000 ms)\nMISS  p/b: cannot be imported\n6 of 8 bounds hold\n',
    );
  });
});

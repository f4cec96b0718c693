import fc, { type Arbitrary } from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type CaseResult, defineInvariant, judge } from '#claim';
import { spreadProblems } from '../../src/claim/spread-problems.ts';
import { options, paper } from './scripted.ts';

/** What was tried, and the evidence without it. */
async function judged(property: (value: number) => CaseResult, cases: () => Arbitrary<number> = fc.nat) {
  const tried: number[] = [];
  const traced = (value: number): CaseResult => (tried.push(value), property(value));
  const claim = defineInvariant({
    id: 'toy-paper/counts',
    revision: 1,
    states: 'Whole numbers are whole.',
    source: { paper, at: 'Lemma 1' },
    runs: { smoke: 50, standard: 100 },
    cases: cases(),
    property: traced,
    mutants: { broken: { property: (value) => ({ holds: value % 7 === 0 }) } },
  });
  return { evidence: await judge(claim, options), tried };
}

const before = fc.readConfigureGlobal();
afterEach(() => fc.configureGlobal(before));

const hook = { skip: (): void => fc.pre(false) };

/** Each would have changed which cases are tried, or whether they count. */
const settings: Record<string, object> = {
  seed: { seed: 3 },
  randomType: { randomType: 'mersenne' },
  numRuns: { numRuns: 1 },
  maxSkipsPerRun: { maxSkipsPerRun: 0 },
  timeout: { timeout: 1 },
  skipAllAfterTimeLimit: { skipAllAfterTimeLimit: 0 },
  interruptAfterTimeLimit: { interruptAfterTimeLimit: 0 },
  markInterruptAsFailure: { interruptAfterTimeLimit: 0, markInterruptAsFailure: true },
  skipEqualValues: { skipEqualValues: true },
  ignoreEqualValues: { ignoreEqualValues: true },
  path: { path: '1' },
  unbiased: { unbiased: true },
  endOnFailure: { endOnFailure: true },
  examples: { examples: Array.from({ length: 50 }, () => [7]) },
  beforeEach: { beforeEach: hook.skip },
  afterEach: { afterEach: hook.skip },
  plugins: { plugins: [() => ({ decorateRun: () => () => null })] },
};

describe("fast-check's settings for the whole process", () => {
  it('are known here, all that it has', () => {
    const silent = ['verbose', 'logger', 'reporter', 'asyncReporter', 'includeErrorInReport'];
    const names: Record<keyof fc.Parameters, true> = {
      ...{ seed: true, randomType: true, numRuns: true, maxSkipsPerRun: true, timeout: true },
      ...{ skipAllAfterTimeLimit: true, interruptAfterTimeLimit: true, markInterruptAsFailure: true },
      ...{ skipEqualValues: true, ignoreEqualValues: true, path: true, unbiased: true, endOnFailure: true },
      ...{ examples: true, plugins: true, verbose: true, logger: true, reporter: true },
      ...{ asyncReporter: true, includeErrorInReport: true },
    };
    expect(Object.keys(settings)).toEqual(
      expect.arrayContaining(Object.keys(names).filter((name) => !silent.includes(name))),
    );
  });

  it.each(Object.entries(settings))('change nothing: %s', async (_, setting) => {
    const even = (value: number): CaseResult => ({ holds: value >= 0 });
    const small = (value: number): CaseResult => ({ holds: value < 1000 });
    const few = (): Arbitrary<number> => fc.integer({ min: 0, max: 9 });
    const all = async () => [await judged(even), await judged(even, few), await judged(small)];
    fc.resetConfigureGlobal();
    const expected = await all();
    fc.configureGlobal(setting);
    expect(await all()).toEqual(expected);
    expect(fc.readConfigureGlobal()).toBe(setting);
  });

  it('do not make a false property hold on examples', async () => {
    fc.configureGlobal({ examples: Array.from({ length: 50 }, () => [8]) } as never);
    expect((await judged((value) => ({ holds: value === 8 }))).evidence.verdict).toBe('refuted');
  });

  it('do not hide from lint how cases are spread', () => {
    const doubles = fc.double({ min: 0, max: 1.3, noNaN: true });
    fc.configureGlobal({ examples: Array.from({ length: 1000 }, (_, index) => index / 1000) } as never);
    expect(spreadProblems(doubles, 1000)).toHaveLength(1);
  });

  it('are refused where they cannot be taken away, by which this test is the last: a plugin', async () => {
    fc.installGlobalPlugin(() => ({}));
    await expect(judged(() => ({ holds: true }))).rejects.toThrow('fast-check has 1 global plugins');
  });
});

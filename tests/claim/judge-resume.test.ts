import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#core';
import type { CheckpointStore, RunContext } from '#core';
import { judge } from '#claim';
import type { EmpiricalClaim, JudgeOptions } from '#claim';
import { definition, memoryStore, options, scripted, trajectory } from './scripted.ts';
import type { Calls } from './scripted.ts';

// Undecided at 8 and 12 and supported at 16, with every number that JSON could bend: -0, NaN, infinities, long fractions.
const effect = [NaN, 0.1 + 0.2 + 2, 1e300, 2, 1 / 3 + 2, Infinity, ...Array<number>(26).fill(2)];
const sham = [-0, 5e-324, ...Array<number>(30).fill(-0)];
const batches = 9;

/** The scripted claim whose arms throw at call `failAt` (counted from 0). */
function fragile(failAt: number, calls: Calls): EmpiricalClaim {
  const { arms } = definition({ effect, sham }, calls);
  let count = 0;
  const guarded = Object.entries(arms).map(([name, arm]) => [
    name,
    async (run: RunContext) => {
      if (count++ === failAt) throw new Error('killed');
      return arm(run, {});
    },
  ]);
  return scripted({ effect }, { arms: Object.fromEntries(guarded) as typeof arms });
}

const places = Array.from({ length: batches }, (_, index) => index);

describe('a run that was cut short', () => {
  it.each(places)(
    'goes on after %i finished batches, runs none again, ends byte for byte',
    async (failAt) => {
      const whole: Calls = [];
      const uninterrupted = await judge(fragile(-1, whole), options);
      expect(whole).toHaveLength(batches);

      const calls: Calls = [];
      const results = memoryStore();
      await expect(judge(fragile(failAt, calls), { ...options, results })).rejects.toThrow('killed');
      expect(calls).toHaveLength(failAt);
      const resumed = await judge(fragile(-1, calls), { ...options, results });
      expect(calls).toEqual(whole);
      expect(canonicalJson(resumed)).toBe(canonicalJson(uninterrupted));
      expect(
        Object.is(resumed.controls[0]!.panels[0]!.values[0], uninterrupted.controls[0]!.panels[0]!.values[0]),
      ).toBe(true);
    },
  );

  it('stops between batches when aborted, with the finished ones kept', async () => {
    const calls: Calls = [];
    const stop = new AbortController();
    const { arms } = definition({ effect, sham }, calls);
    const aborting = {
      ...arms,
      sham: async (run: RunContext) => {
        const runs = await arms.sham(run, {});
        stop.abort(new Error('Ctrl-C'));
        return runs;
      },
    };
    const results = memoryStore();
    const stopped = judge(scripted({ effect }, { arms: aborting }), {
      ...options,
      results,
      signal: stop.signal,
    });
    await expect(stopped).rejects.toThrow('Ctrl-C');
    // The batch during which the signal came may be cut short, so it is not kept.
    expect(results.texts.size).toBe(2);
    const resumed = await judge(fragile(-1, calls), { ...options, results });
    expect(canonicalJson(resumed)).toBe(canonicalJson(await judge(fragile(-1, []), options)));
  });

  it.each([
    ['nothing', null],
    ['half a batch', { runs: [{ measures: { score: 2 }, lines: {}, steps: 10 }] }],
    ['something else', { runs: 'all of them' }],
  ])('does not trust a store that holds %s under the key', async (_, value) => {
    const results = { load: () => value, save: () => undefined };
    const evidence = await judge(scripted({ effect, sham }), { ...options, results });
    expect(canonicalJson(evidence)).toBe(canonicalJson(await judge(scripted({ effect, sham }), options)));
  });
});

describe('keys', () => {
  const keysWith = async (claim: EmpiricalClaim, changes: Partial<JudgeOptions>): Promise<string[]> => {
    const results = memoryStore();
    await judge(claim, { ...options, ...changes, results });
    return [...results.texts.keys()];
  };
  const claim = (changes: Parameters<typeof scripted>[1] = {}): EmpiricalClaim =>
    scripted({ effect: [2] }, changes);

  it('are the same for the same content, whatever the number of threads', async () => {
    expect(await keysWith(claim(), {})).toEqual(await keysWith(claim(), { threads: 2 }));
  });

  it.each([
    ['code', claim(), { salt: 'edited' }],
    ['engine', claim(), { engine: 'cpu' }],
    ['tier', claim(), { tier: 'standard' }],
    ['sizes', claim({ tiers: { smoke: { seeds: 16 }, standard: {} } }), {}],
    ['curves', claim({ curves: { loss: { label: 'loss' }, score: { label: 'score' } } }), {}],
  ] as const)('change with the %s', async (_, changed, changes) => {
    const { arms } = definition({ effect: [2] });
    const both = async (run: RunContext) =>
      (await arms.without(run, {})).map((one) => ({ ...one, series: { ...one.series, score: [0] } }));
    const before = await keysWith(claim(), {});
    const after = await keysWith({ ...changed, arms: { ...changed.arms, without: both } }, changes);
    expect(after.filter((key) => before.includes(key))).toEqual([]);
    expect(after).toHaveLength(before.length);
  });

  it('name the checkpoints of each batch', async () => {
    const stores: string[] = [];
    const saved: string[] = [];
    const checkpoints = (key: string): CheckpointStore => {
      stores.push(key);
      return {
        load: () => undefined,
        save: (scan) => void saved.push(`${key}/${scan}`),
        clear: () => undefined,
      };
    };
    const { arms } = definition({ effect: [2] });
    const without = async (run: RunContext) => {
      run.checkpoints!.save('train', { step: 1, state: {}, metrics: {} });
      return run.seeds.map(() => trajectory(0));
    };
    const results = memoryStore();
    await judge(claim({ arms: { ...arms, without } }), { ...options, results, checkpoints });
    expect(stores).toEqual([...results.texts.keys()]);
    expect(new Set(stores).size).toBe(3);
    expect(saved).toEqual([`${stores[1]}/train`]);
  });
});

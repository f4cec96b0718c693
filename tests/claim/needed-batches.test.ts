import { describe, expect, it } from 'vitest';
import { judge, neededBatches, trainBatch } from '#claim';
import { canonicalJson } from '#core';
import { memoryStore, options, scripted, type Calls } from './scripted.ts';

// Undecided at 8 and 12, supported at 16.
const effect = [0, 2, 0, ...Array<number>(29).fill(2)];
const places = ({ arm, from, to, look, kept }: ReturnType<typeof neededBatches>[number]) =>
  `${look}: ${arm} ${from}-${to}${kept ? ' kept' : ''}`;

describe('neededBatches', () => {
  it('of a claim of which nothing is kept: those of the first look', () => {
    const needed = neededBatches(scripted({ effect }), { ...options, results: memoryStore() });
    expect(needed.map(places)).toEqual(['1: with 0-8', '1: without 0-8', '1: sham 0-8']);
  });

  it('a later look is needed when all of the earlier ones is there and does not decide', async () => {
    const calls: Calls = [];
    const claim = scripted({ effect }, {}, calls);
    const given = { ...options, results: memoryStore() };
    const looks: string[][] = [];
    for (let open = neededBatches(claim, given); ; open = neededBatches(claim, given)) {
      looks.push(open.filter(({ kept }) => !kept).map(places));
      if (looks.at(-1)!.length === 0) break;
      for (const batch of open.filter(({ kept }) => !kept)) await trainBatch(claim, batch, given);
    }
    expect(looks).toEqual([
      ['1: with 0-8', '1: without 0-8', '1: sham 0-8'],
      ['2: with 8-12', '2: without 8-12', '2: sham 8-12'],
      ['3: with 12-16', '3: without 12-16', '3: sham 12-16'],
      [],
    ]);
    const trained = [...calls];
    const assembled = await judge(claim, given);
    expect(calls).toEqual(trained);
    expect(canonicalJson(assembled)).toBe(canonicalJson(await judge(scripted({ effect }), options)));
  });

  it('has the keys under which judging keeps what it trains', async () => {
    const saved: string[] = [];
    const store = memoryStore();
    const results = {
      ...store,
      save: (key: string, value: unknown) => (saved.push(key), store.save(key, value)),
    };
    const claim = scripted({ effect });
    await judge(claim, { ...options, results });
    expect(neededBatches(claim, { ...options, results }).map(({ key }) => key)).toEqual(saved);
  });

  it('a batch that is there is not trained again, and one of another tier is another one', async () => {
    const calls: Calls = [];
    const claim = scripted({ effect }, {}, calls);
    const given = { ...options, results: memoryStore() };
    const [first] = neededBatches(claim, given);
    await trainBatch(claim, first!, given);
    await trainBatch(claim, first!, given);
    expect(calls).toEqual([{ arm: 'with', from: 0, to: 8 }]);
    expect(neededBatches(claim, given).map(({ kept }) => kept)).toEqual([true, false, false]);
    expect(neededBatches(claim, { ...given, tier: 'standard' }).some(({ kept }) => kept)).toBe(false);
    expect(neededBatches(claim, { ...given, tier: 'paper' })).toEqual([]);
  });
});

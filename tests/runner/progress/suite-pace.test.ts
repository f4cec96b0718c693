import { describe, expect, it } from 'vitest';
import type { VerifyEvent } from '#runner';
import { SuitePace } from '../../../src/runner/progress/suite-pace.ts';
import { simulatedRun, stepsPerSecond, type SimulatedClaim, type Told } from './simulated-run.ts';

/** Claims of 5 s to 100 s as published, the longest first, on a machine that takes so many times as long. */
const suite = (slower: number, published = true): SimulatedClaim[] =>
  Array.from({ length: 20 }, (_, index) => {
    const seconds = 100 - 5 * index;
    return {
      ...{ id: `toy-paper/claim-${index}`, seconds: seconds * slower, startup: 1 },
      ...(published && { recorded: { seconds, seeds: 8 } }),
    };
  });

/** The largest error of what was told in a part of the run, as a share of the whole. */
function worst(told: readonly Told[], from: number, to: number): number {
  const total = told[0]!.truth;
  const part = told.filter(({ at }) => at >= from * total && at < to * total);
  expect(part.length).toBeGreaterThan(5);
  return Math.max(...part.map(({ left, truth }) => Math.abs((left ?? Infinity) - truth) / total));
}

describe('the time that all claims have left', () => {
  it.each([1, 2, 3])('%i at a time, on the machine that published: known from the start', (jobs) => {
    const told = simulatedRun(suite(1), jobs);
    expect(worst(told, 0, 1)).toBeLessThan(0.05);
    expect(told.at(-1)!.left).toBeLessThan(2);
  });

  it.each([0.3, 4])('on a machine that takes %f times as long: as soon as that shows', (slower) => {
    const told = simulatedRun(suite(slower), 2);
    expect(worst(told, 0, 0.05)).toBeGreaterThan(0.3);
    expect(worst(told, 0.2, 1)).toBeLessThan(0.15);
    expect(worst(told, 0.5, 1)).toBeLessThan(0.06);
  });

  it('a last long claim counts in full', () => {
    const of = (id: string, seconds: number) => ({ id, seconds, recorded: { seconds, seeds: 8 } });
    const short = Array.from({ length: 10 }, (_, index) => of(`short-${index}`, 5));
    const told = simulatedRun([...short, of('long', 300)], 4);
    expect(told[0]).toMatchObject({ left: 310, truth: 310 });
    expect(worst(told, 0.05, 1)).toBeLessThan(0.02);
  });

  it('of claims that were never published: from the pace of those that run, and what the others took', () => {
    // In an order that says nothing: 7 is prime to their number.
    const claims = suite(1, false).map((_, index, all) => all[(7 * index) % all.length]!);
    const told = simulatedRun(claims, 2);
    expect(told[0]!.left).toBeUndefined();
    expect(told.filter(({ at }) => at > 3).every(({ left }) => left !== undefined)).toBe(true);
    expect(worst(told, 0.7, 1)).toBeLessThan(0.15);
  });

  it('what was never published is taken to be as long as others', () => {
    const claims = suite(2).map((claim, index) => (index === 3 ? { ...claim, recorded: undefined } : claim)) as SimulatedClaim[];
    expect(worst(simulatedRun(claims, 2), 0.1, 1)).toBeLessThan(0.15);
  }); // prettier-ignore
});

describe('steps per second of all claims', () => {
  it('are the sum of those that run', () => {
    const told = simulatedRun(suite(1), 3);
    const middle = told.slice(40, told.length / 2);
    for (const { rate } of middle) {
      expect(rate).toBeLessThanOrEqual(3 * stepsPerSecond + 1);
      expect(rate).toBeGreaterThan(2.6 * stepsPerSecond);
    }
  });

  it('cases of invariants are none', () => {
    const pace = new SuitePace(0);
    const run = [{ entry: { id: 'toy-paper/theorem', kind: 'invariant' } }];
    pace.handle({ type: 'planned', plan: { run }, jobs: 1 } as unknown as VerifyEvent, 0);
    pace.handle({ type: 'started', id: 'toy-paper/theorem' }, 0);
    for (const [index, step] of [0, 100, 200].entries()) {
      const progress = {
        ...{ id: 'toy-paper/theorem', arm: 'property', armIndex: 0, arms: 1, seeds: 0, maxSeeds: 300 },
        ...{ step, steps: 300, replicas: 1 },
      };
      pace.handle({ type: 'progress', progress, trained: step }, 1000 * index);
    }
    const [claim] = [...pace.running.values()];
    expect([claim!.rate(2000), pace.rate(2000)]).toEqual([100, undefined]);
  });
});

describe('claims that are decided', () => {
  it('are those with a verdict and those that failed, not those that were stopped', () => {
    const pace = new SuitePace(0);
    const ids = ['a/1', 'a/2', 'a/3'];
    const run = ids.map((id) => ({ entry: { id, kind: 'empirical' } }));
    pace.handle({ type: 'planned', plan: { run }, jobs: 3 } as unknown as VerifyEvent, 0);
    for (const id of ids) pace.handle({ type: 'started', id }, 0);
    pace.handle({ type: 'failed', id: 'a/1', message: '', detail: '' }, 1000);
    pace.handle({ type: 'stopped', id: 'a/2' }, 2000);
    expect([pace.decided, pace.total, [...pace.running.keys()]]).toEqual([1, 3, ['a/3']]);
    expect(pace.elapsed(2500)).toBe(2.5);
  });
});

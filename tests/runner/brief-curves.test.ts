import { describe, expect, it } from 'vitest';
import type { Curve } from '#claim';
import { briefCurves } from '../../src/runner/brief-curves.ts';

const xs = Array.from({ length: 200 }, (_, index) => 10 * index);
const line = (seed: string, y: (index: number) => number) => ({
  seed,
  x: xs,
  y: xs.map((_, index) => y(index)),
});
const curve: Curve = {
  ...{ arm: 'plain', series: 'loss', label: 'loss (nats)', scale: 'log' },
  lines: ['a', 'b', 'c', 'd'].map((seed) => line(seed, (index) => (index === 77 ? 1234.567 : index / 3))),
};

describe('briefCurves', () => {
  it('keeps the first seeds, both ends and a peak at its place', () => {
    const [brief] = briefCurves([curve]);
    expect(brief).toMatchObject({ arm: 'plain', series: 'loss', label: 'loss (nats)', scale: 'log' });
    expect(brief!.lines.map(({ seed }) => seed)).toEqual(['a', 'b', 'c']);
    const { x, y } = brief!.lines[0]!;
    expect(x.length).toBeLessThanOrEqual(150);
    expect(y).toHaveLength(x.length);
    expect([x[0], x.at(-1)]).toEqual([0, 1990]);
    expect(y[x.indexOf(770)]).toBe(1235);
  });

  it('what is brief stays as it is, a gap stays a gap', () => {
    const gap = { ...curve, lines: [line('a', (index) => (index === 50 ? NaN : index))] };
    const brief = briefCurves([gap, curve]);
    expect(briefCurves(brief)).toEqual(brief);
    expect(brief[0]!.lines[0]!.y.some(Number.isNaN)).toBe(true);
  });
});

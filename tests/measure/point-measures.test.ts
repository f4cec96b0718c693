import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOfPoints, pointMeasures } from '#measure';

describe('pointMeasures', () => {
  it('come back as lines, whatever their numbers', () => {
    const points = fc.uniqueArray(
      fc.record({
        line: fc.constantFrom('rate 0.1', 'rate 3', 'theory'),
        x: fc.double({ noNaN: true, noDefaultInfinity: true }).filter((x) => !Object.is(x, -0)),
        y: fc.double(),
      }),
      { selector: ({ line, x }) => `${line} ${x}` },
    );
    fc.assert(
      fc.property(points, (given) => {
        const measures = { ...pointMeasures('risk', given), ...pointMeasures('other', given), slope: 1 };
        const lines = linesOfPoints('risk', measures);
        for (const line of ['rate 0.1', 'rate 3', 'theory']) {
          const expected = given.filter((point) => point.line === line).map(({ x, y }) => [x, y]);
          expect(lines[line] ?? []).toEqual(expected);
        }
      }),
    );
  });

  it('refuses a point twice, and names that would be read back as others', () => {
    const point = { line: 'a', x: 1, y: 2 };
    expect(() => pointMeasures('risk', [point, { ...point, y: 3 }])).toThrow(
      'two points are called "risk | a | 1"',
    );
    expect(() => pointMeasures('risk', [{ ...point, line: 'a | b' }])).toThrow('more than twice');
  });
});

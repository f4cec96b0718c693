import { describe, expect, it } from 'vitest';
import { briefMarkup } from '../../src/pages/brief-markup.ts';
import { briefPath } from '../../src/pages/brief-path.ts';

/** The corners of a path that is told step by step. */
function cornersOf(path: string): (readonly [number, number])[] {
  let [x, y] = [0, 0];
  return [...path.matchAll(/-?(?:\d+(?:\.\d+)?|\.\d+)/g)]
    .map(Number)
    .reduce<[number, number][]>((all, step, index) => {
      if (index % 2 === 0) x += step;
      else all.push([x, (y += step)]);
      return all;
    }, []);
}

const pathOf = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x},${y}`).join('');

describe('briefPath', () => {
  it('tells few points to a tenth of a pixel, each from the one before', () => {
    expect(briefPath('M10.04,20L11,19.5L12.26,19.5M1,1L1.5,1')).toBe('M10,20l1-.5 1.3,0M1,1l.5,0');
  });

  it('keeps every bend of a curve to a pixel, and no point on the way', () => {
    const bends = [
      [0, 50],
      [60, 10],
      [61, 200],
      [90, 90],
      [140, 91],
    ] as const;
    const points = bends.flatMap(([x, y], index) => {
      const [toX, toY] = bends[index + 1] ?? [x, y];
      return Array.from(
        { length: 10 },
        (_, part) => [x + ((toX - x) * part) / 10, y + ((toY - y) * part) / 10] as const,
      );
    });
    expect(cornersOf(briefPath(pathOf(points)))).toEqual(bends);
  });
});

describe('briefMarkup', () => {
  it('leaves out what says nothing, and nothing of styles, scripts and text', () => {
    const kept =
      '<style>a{b:"</td>"}</style><script>x = \'<p class="y"></td>\'</script><p title="a b">&lt;/td> class="z"</p>';
    expect(
      briefMarkup(`<table class="data"><tr><td>1</td><td>2</td></tr></table>${kept}<line x1="0" y1="1"/>`),
    ).toBe(`<table class=data><tr><td>1<td>2</table>${kept}<line x1=0 y1="1"/>`);
  });
});

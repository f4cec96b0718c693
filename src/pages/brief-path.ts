type Point = readonly [x: number, y: number];

/** Points of a path from which on it is a curve, of which whole pixels are seen; others are told to a tenth of one. */
const dense = 20;

/** How far, in pixels, a line may pass from a point that is left out: a third of what it is wide. */
const unseen = 0.5;

/**
 * A path of straight lines from point to point (`M1,2L3,4L5,6M...`), each told from the one before, which is half as long, and
 * without the points that are on the way from one to another as far as is seen.
 */
export function briefPath(path: string): string {
  const strokes = path.split('M').slice(1).map(pointsOf);
  const count = strokes.reduce((sum, points) => sum + points.length, 0);
  const perPixel = count > dense ? 1 : 10;
  let [left, top] = [0, 0];
  const told = strokes.map((points) => {
    const kept = count > dense ? withoutUnseen(points) : points;
    const steps = kept.map(([x, y], index) => {
      // Counted in whole parts of a pixel, so that what is rounded does not add up.
      const [toX, toY] = [Math.round(perPixel * x), Math.round(perPixel * y)];
      const [byX, byY] = [(toX - left) / perPixel, (toY - top) / perPixel];
      [left, top] = [toX, toY];
      return index === 0 ? `M${toX / perPixel},${toY / perPixel}` : `${byX},${byY}`;
    });
    return [steps[0], ...(steps.length > 1 ? ['l', steps.slice(1).join(' ')] : [])].join('');
  });
  return told
    .join('')
    .replaceAll(/(?<![\d])0\./g, '.')
    .replaceAll(/[, ]-/g, '-');
}

function pointsOf(stroke: string): Point[] {
  return stroke.split('L').map((pair) => {
    const [x, y] = pair.split(',').map(Number);
    return [x!, y!];
  });
}

/** The ends and, of what is between them, what is farther from the line through them than what is seen (Douglas and Peucker). */
function withoutUnseen(points: readonly Point[]): readonly Point[] {
  if (points.length < 3) return points;
  const [first, last] = [points[0]!, points.at(-1)!];
  let [farthest, most] = [0, unseen];
  for (const [index, point] of points.entries()) {
    const distance = distanceTo(point, first, last);
    if (distance > most) [farthest, most] = [index, distance];
  }
  if (farthest === 0) return [first, last];
  const before = withoutUnseen(points.slice(0, farthest + 1));
  return [...before, ...withoutUnseen(points.slice(farthest)).slice(1)];
}

/** From a point to the nearest of a straight line's. */
function distanceTo([x, y]: Point, [fromX, fromY]: Point, [toX, toY]: Point): number {
  const [alongX, alongY] = [toX - fromX, toY - fromY];
  const squared = alongX ** 2 + alongY ** 2;
  const part = squared === 0 ? 0 : ((x - fromX) * alongX + (y - fromY) * alongY) / squared;
  const share = Math.min(1, Math.max(0, part));
  return Math.hypot(x - fromX - share * alongX, y - fromY - share * alongY);
}

/** A point of a plot over settings that one arm runs through. */
export interface PlotPoint {
  /** The line that it belongs to, as a legend names it. */
  readonly line: string;
  readonly x: number;
  readonly y: number;
}

const separator = ' | ';

/**
 * Points as measures, `<plot> | <line> | <x>`: how an arm that runs through many settings hands them to a figure.
 * @throws RangeError when two points have the same line and x, or a name holds the separator
 */
export function pointMeasures(plot: string, points: readonly PlotPoint[]): Record<string, number> {
  const measures: Record<string, number> = {};
  for (const { line, x, y } of points) {
    const name = [plot, line, x].join(separator);
    if (plot.includes(separator) || line.includes(separator)) {
      throw new RangeError(`the name "${name}" holds "${separator}" more than twice`);
    }
    if (name in measures) throw new RangeError(`two points are called "${name}"`);
    measures[name] = y;
  }
  return measures;
}

/** The points of a plot among an arm's measures, line by line, in the order in which they were measured. */
export function linesOfPoints(
  plot: string,
  measures: Readonly<Record<string, number>>,
): Record<string, [x: number, y: number][]> {
  const lines: Record<string, [number, number][]> = {};
  for (const [name, y] of Object.entries(measures)) {
    const [of, line, x] = name.split(separator);
    if (of !== plot || line === undefined) continue;
    (lines[line] ??= []).push([Number(x), y]);
  }
  return lines;
}

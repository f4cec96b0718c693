import { pointMeasures } from 'claimcheck/measure';
import { cellsOf, type GridSize } from './setting.ts';

type Plane = Pick<GridSize, 'products' | 'learningRates'>;

/** A quantity of each cell over eta lambda as measures, one line for each learning rate. */
export function overProducts(
  plot: string,
  plane: Plane,
  values: ArrayLike<number>,
  x: (product: number) => number = (product) => product,
): Record<string, number> {
  const points = cellsOf(plane).map(({ product, learningRate }, cell) => ({
    line: `learning rate ${learningRate}`,
    x: x(product),
    y: values[cell]!,
  }));
  return pointMeasures(plot, points);
}

/** The same over learning rates, one line for each eta lambda; `kind` tells lines of several quantities apart. */
export function overLearningRates(
  plot: string,
  plane: Plane,
  values: ArrayLike<number>,
  kind = '',
): Record<string, number> {
  const points = cellsOf(plane).map(({ product, learningRate }, cell) => ({
    line: `${kind}eta lambda ${product}`,
    x: learningRate,
    y: values[cell]!,
  }));
  return pointMeasures(plot, points);
}

/** What the theory gives, over eta lambda. */
export function theoryOverProducts(
  plot: string,
  { products }: Plane,
  of: (product: number) => number,
  x: (product: number) => number = (product) => product,
): Record<string, number> {
  return pointMeasures(
    plot,
    products.map((product) => ({ line: 'theory', x: x(product), y: of(product) })),
  );
}

import fc from 'fast-check';
import { createRng, logEven } from 'claimcheck';
import { type Flow, reluFlow } from './flow.ts';
import { drawInstance, type Family, type Instance } from './instances.ts';
import { norm, scaled } from './vectors.ts';

/** A problem with an initial weight; `seed` is for whatever a property draws besides. */
export interface FlowCase {
  readonly problem: Instance;
  readonly start: Float64Array;
  readonly seed: string;
}

export interface FlowCaseOptions {
  readonly families: readonly Family[];
  /** From and to, inclusive. Default 1 to 12. */
  readonly dimensions?: readonly [number, number];
  /** From and to, inclusive. Default 1 to 25. */
  readonly points?: readonly [number, number];
  /** Norm of the initial weight, log-uniform from and to. Default 1e-6 to 10. */
  readonly initialNorm?: readonly [number, number];
  /** Cases that are kept. */
  readonly keep?: (value: FlowCase) => boolean;
}

/** Random problems of the families. Sizes shrink; the draws follow the seed. */
export function flowCases({
  families,
  dimensions: [fewest, most] = [1, 12],
  points: [least, largest] = [1, 25],
  initialNorm: [low, high] = [1e-6, 10],
  keep,
}: FlowCaseOptions): fc.Arbitrary<FlowCase> {
  const cases = fc
    .record({
      family: fc.constantFrom(...families),
      dimensions: fc.integer({ min: fewest, max: most }),
      points: fc.integer({ min: least, max: largest }),
      initialNorm: logEven(low, high),
      seed: fc.integer({ min: 0 }).map(String),
    })
    .map(({ initialNorm, seed, ...shape }) => {
      const problem = drawInstance(createRng(seed, 'relu-support-vectors'), shape);
      return { problem, start: scaled(problem.direction, initialNorm), seed };
    });
  return keep ? cases.filter(keep) : cases;
}

export const flowOf = ({ problem, start }: FlowCase): Flow => reluFlow(problem, start);

/** Size of a flow over the least that it has where a stretch begins: what rounding of its direction is multiplied by. */
export function condition(value: FlowCase): number {
  const { segments, limit } = flowOf(value);
  const size = norm(value.start) + norm(limit);
  return size / Math.min(...segments.map(({ motion }) => norm(motion.start)));
}

/**
 * A flow that passes by 0 within rounding of its own size leaves it in a direction that rounding chooses: float64 has
 * nothing to say of its path. At the square root of the unit roundoff half of the digits of the direction are left.
 */
export const keepsAwayFromZero = (value: FlowCase): boolean => condition(value) <= 1e8;

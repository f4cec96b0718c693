import fc from 'fast-check';
import { createRng, logEven, type Rng } from 'claimcheck';

/** f(x) = sum over k of a_k h(w_k . x + b_k), h either z^2 / 2 (convex) or cos z (not convex). */
export interface Objective {
  readonly quadratic: boolean;
  /** Sizes of the blocks of x. */
  readonly sizes: readonly number[];
  readonly terms: readonly { readonly a: number; readonly w: Float64Array; readonly b: number }[];
}

export interface ConvergenceCase {
  readonly objective: Objective;
  readonly start: Float64Array;
  readonly steps: number;
  /** Bounds of phi. */
  readonly lower: number;
  readonly upper: number;
  /** Deviation of one sample's gradient, in each block in units of the size of its gradient at the start. */
  readonly noise: number;
  readonly batch: number;
  readonly noiseSeed: string;
}

const inner = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, at) => sum + value * b[at]!, 0);

export function valueOf({ terms, quadratic }: Objective, x: Float64Array): number {
  return terms.reduce((sum, { a, w, b }) => {
    const z = inner(w, x) + b;
    return sum + a * (quadratic ? z ** 2 / 2 : Math.cos(z));
  }, 0);
}

export function gradientOf({ terms, quadratic }: Objective, x: Float64Array): Float64Array {
  const gradient = new Float64Array(x.length);
  for (const { a, w, b } of terms) {
    const z = inner(w, x) + b;
    const slope = a * (quadratic ? z : -Math.sin(z));
    for (let at = 0; at < x.length; at++) gradient[at]! += slope * w[at]!;
  }
  return gradient;
}

/** A value that f is nowhere below. */
export function lowerBound({ terms, quadratic }: Objective): number {
  return quadratic ? 0 : -terms.reduce((sum, { a }) => sum + a, 0);
}

/** `x` cut into the blocks of the objective, sharing its buffer. */
export function blocksOf({ sizes }: Objective, x: Float64Array): Float64Array[] {
  let from = 0;
  return sizes.map((size) => x.subarray(from, (from += size)));
}

/**
 * Constants L_i with f(x + d) <= f(x) + <grad f, d> + sum L_i |d_i|^2 / 2 when all blocks move at once: sums over j of
 * bounds of the norms of the blocks H_ij of the second derivative. `alone` leaves out all j but i.
 */
export function smoothness(objective: Objective, alone = false): number[] {
  const norms = objective.terms.map(({ w }) => blocksOf(objective, w).map((part) => Math.hypot(...part)));
  return objective.sizes.map((_, i) =>
    objective.terms.reduce((sum, { a }, k) => {
      const own = norms[k]![i]!;
      return sum + a * own * (alone ? own : norms[k]!.reduce((total, norm) => total + norm, 0));
    }, 0),
  );
}

function objectiveFrom(rng: Rng, quadratic: boolean, sizes: readonly number[], terms: number): Objective {
  const size = sizes.reduce((sum, extent) => sum + extent, 0);
  const one = () => ({
    a: Math.exp(rng.normal()),
    w: Float64Array.from({ length: size }, () => rng.normal()),
    b: quadratic ? 0 : rng.uniform(0, 2 * Math.PI),
  });
  return { quadratic, sizes, terms: Array.from({ length: terms }, one) };
}

/** Where a mutant is nearest to the theorem. */
export interface Narrowed {
  readonly kinds?: readonly boolean[];
  /** One block, one sample a batch that hides the gradient of the start, the bounds of phi at one place. */
  readonly single?: boolean;
}

/**
 * Quadratics and sums of cosines in 1 to 5 coupled blocks of 1 to 8 coordinates, 10 to 100 steps, phi between bounds a
 * factor of 1 to 30 apart.
 */
export function convergenceCases({
  kinds = [true, false],
  single = false,
}: Narrowed = {}): fc.Arbitrary<ConvergenceCase> {
  return fc
    .record({
      quadratic: fc.constantFrom(...kinds),
      sizes: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: single ? 1 : 5 }),
      terms: fc.integer({ min: 1, max: 6 }),
      steps: single ? fc.constant(40) : fc.constantFrom(10, 40, 100),
      lower: logEven(0.1, 10),
      ratio: single ? fc.constant(1) : logEven(1, 30),
      startScale: logEven(0.1, 3),
      noise: single ? logEven(1, 1.8) : logEven(0.1, 10),
      batch: single ? fc.constant(1) : fc.constantFrom(1, 16),
      seed: fc.integer({ min: 0 }),
    })
    .map((drawn) => {
      const rng = createRng(String(drawn.seed), 'lamb/convergence');
      const objective = objectiveFrom(rng, drawn.quadratic, drawn.sizes, drawn.terms);
      const start = objective.terms[0]!.w.map(() => drawn.startScale * rng.normal());
      return {
        ...{ objective, start, steps: drawn.steps, noise: drawn.noise, batch: drawn.batch },
        ...{ lower: drawn.lower, upper: drawn.lower * drawn.ratio, noiseSeed: String(drawn.seed) },
        [fc.toStringMethod]: () => JSON.stringify(drawn),
      };
    });
}

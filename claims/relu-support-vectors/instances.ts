import type { Rng } from 'claimcheck';
import type { Problem } from './motion.ts';
import { dot, norm, scaled } from './vectors.ts';

/**
 * How labels come from a teacher of norm 1 on Gaussian inputs.
 * `positive`: inputs turned to the teacher's side, y = teacher.x > 0; `rectified`: y = relu(teacher.x);
 * `noisyPositive`: as positive, y = |N(0, 1)|; `noisy`: y = max(0, relu(teacher.x) + 0.1 N(0, 1)).
 */
export type Family = 'positive' | 'rectified' | 'noisyPositive' | 'noisy';

export interface Shape {
  readonly family: Family;
  readonly dimensions: number;
  readonly points: number;
}

export interface Instance extends Problem {
  readonly teacher: Float64Array;
  /** Unit vector, uniform on the sphere: the direction of the initial weight. */
  readonly direction: Float64Array;
}

const relu = (z: number): number => Math.max(0, z);

const gaussian = (rng: Rng, dimensions: number): Float64Array =>
  Float64Array.from({ length: dimensions }, () => rng.normal());

/** Uniform on the unit sphere. */
export function randomDirection(rng: Rng, dimensions: number): Float64Array {
  const vector = gaussian(rng, dimensions);
  return scaled(vector, 1 / norm(vector));
}

/** One random problem with its teacher and initial direction. */
export function drawInstance(rng: Rng, { family, dimensions, points }: Shape): Instance {
  const teacher = randomDirection(rng, dimensions);
  const direction = randomDirection(rng, dimensions);
  const turned = family === 'positive' || family === 'noisyPositive';
  const x = Array.from({ length: points }, () => {
    const point = gaussian(rng, dimensions);
    return turned && dot(point, teacher) < 0 ? scaled(point, -1) : point;
  });
  const label: Record<Family, (z: number) => number> = {
    positive: (z) => z,
    rectified: relu,
    noisyPositive: () => Math.abs(rng.normal()),
    noisy: (z) => relu(relu(z) + rng.normal(0, 0.1)),
  };
  const y = Float64Array.from(x, (point) => label[family](dot(point, teacher)));
  return { x, y, teacher, direction };
}

import { type CaseResult, defineInvariant } from 'claimcheck';
import { gaussianBall, gaussianEnlargement, normalCdf } from 'claimcheck/measure';
import { distance, fullHalves, type GaussianSet, gaussianSets, type Intervals } from './gaussian-cases.ts';
import { paper } from './paper.ts';

/** What is done differently from the paper. */
interface Change {
  /** Of the radius 1 / (2 sqrt d). */
  readonly times?: number;
  /** The radius does not grow with the Lipschitz constant. */
  readonly unscaled?: boolean;
  /** Half of the distance between two modes of the class. */
  readonly modes?: number;
  /** The c of the expansion that is asserted. Default 1.5. */
  readonly factor?: number;
}

function unionOf(intervals: Intervals, by: number): [number, number][] {
  const merged: [number, number][] = [];
  for (const [low, high] of intervals) {
    const last = merged.at(-1);
    if (last && low - by <= last[1]) last[1] = Math.max(last[1], high + by);
    else merged.push([low - by, high + by]);
  }
  return merged;
}

/** P(V) and P(N(V)), and what sampling may be off by. */
function measured(set: GaussianSet, change: Change): { p: number; around: number; tolerance: number } {
  const { times = 1, unscaled = false, modes = 0 } = change;
  const lipschitz = set.kind === 'shells' ? 1 : set.lipschitz;
  // Two neighbourhoods B meet within twice their radius; the latent standard deviation is 1 / sqrt d.
  const radius = (times * (unscaled ? 1 : lipschitz)) / (2 * Math.sqrt(set.d));
  const reach = 2 * radius * Math.sqrt(set.d);
  if (set.kind === 'balls') {
    const away = set.points.map((point) =>
      Math.min(...set.balls.map(({ center, radius: own }) => distance(point, center) - own)),
    );
    const share = (by: number): number => away.filter((value) => value <= by).length / away.length;
    return { p: share(0), around: share(reach), tolerance: 4 * Math.sqrt(0.25 / away.length) };
  }
  const along = (z: number): number => (normalCdf(z - modes) + normalCdf(z + modes)) / 2;
  const below = set.kind === 'shells' ? (z: number) => gaussianBall(z, set.d) : along;
  const probability = (by: number): number =>
    unionOf(set.intervals, by).reduce((sum, [low, high]) => sum + below(high) - below(low), 0);
  return { p: probability(0), around: probability(reach / lipschitz), tolerance: 1e-12 };
}

/** P(N(V)) is at least that of the half-space of P(V), and 1.5 P(V) where P(V) is at most one half. */
function check(set: GaussianSet, change: Change = {}): CaseResult {
  const { p, around, tolerance } = measured(set, change);
  const { factor = 1.5 } = change;
  const least = p <= 0.5 ? Math.min(1, factor * p) : 0;
  const error = Math.max(gaussianEnlargement(p, 1), least) - around - tolerance;
  return { holds: error <= 0, error };
}

const halves = (change: Change, killedShare: number) => ({
  property: (set: GaussianSet) => {
    const { p, around } = measured(set, change);
    return { holds: around >= (change.factor ?? 1.5) * p };
  },
  cases: fullHalves,
  killedShare,
});

export default defineInvariant({
  id: 'self-training-expansion/gaussian',
  revision: 2,
  states:
    'A Gaussian N(tau, I/d) with neighbourhoods of radius 1/(2 sqrt d), and its images under Lipschitz maps with a radius ' +
    'in proportion, satisfy (0.5, 1.5)-expansion: every set gains at least what a half-space gains.',
  source: { paper, at: 'section 3, examples', reading: 'memory' },
  runs: { smoke: 200, standard: 2000 },
  cases: gaussianSets,
  property: (set) => check(set),
  mutants: {
    'a tenth of the radius': halves({ times: 0.1 }, 1),
    'a radius that does not grow with the Lipschitz constant': halves({ unscaled: true }, 1),
    'two modes in one class, far from each other': halves({ modes: 10 }, 1),
    'expansion by 1.7': halves({ factor: 1.7 }, 0.3),
    'half the radius, every set': { property: (set) => check(set, { times: 0.5 }), killedShare: 0.35 },
  },
});

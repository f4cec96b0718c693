import type { ArmRunner, Trajectory } from 'claimcheck';
import { median, thinSvd } from 'claimcheck/measure';
import { reluFlow, weightOf } from './flow.ts';
import { gradient } from './path-measures.ts';
import { ensemble, type EnsembleSize, liveFlow, small, startOf } from './setting.ts';
import { cosine, distance, dot, norm } from './vectors.ts';

/** Of the fastest time constant of the whole data: early is when hardly anything has been fitted. */
const early = 0.01;

/** v(w) = sum over the points active at w of y_i x_i: the velocity with which a flow leaves 0 in direction w. */
function earlyDirection(problem: Parameters<typeof gradient>[0], w: Float64Array): Float64Array {
  const active = problem.x.flatMap((point, i) => (dot(point, w) > 0 ? [i] : []));
  return gradient(problem, active, new Float64Array(w.length)).map((value) => -value);
}

/**
 * Flows from a norm of the initial weight on few points. Early: cosines with the initial direction, `own`, and with v,
 * `early`. In the end: cosine with the initial direction, `kept`; the norm over that of the start, `growth`; and the
 * distance to the limit from a millionth of a weight in the same direction, `shift`.
 */
export function initializations(initialNorm: number): ArmRunner<EnsembleSize> {
  return ensemble({ family: 'rectified', neuron: 'relu', initialNorm }, (instance) => {
    const flow = liveFlow(instance, initialNorm);
    if (!flow) return undefined;
    // No label pulls where only points with label 0 are active: there is no early direction.
    if (norm(earlyDirection(instance, instance.direction)) === 0) return undefined;
    const { values } = thinSvd(instance.x);
    const then = weightOf(flow, early / Math.max(...values) ** 2);
    const reference = reluFlow(instance, startOf(instance, small)).limit;
    return {
      stretches: flow.segments.length,
      numbers: {
        own: cosine(then, instance.direction),
        early: cosine(then, earlyDirection(instance, then)),
        first: cosine(then, earlyDirection(instance, instance.direction)),
        kept: cosine(flow.limit, instance.direction),
        growth: norm(flow.limit) / initialNorm,
        shift: distance(flow.limit, reference),
      },
    };
  });
}

/** Medians over the problems of a seed. */
export function initializationMeasures({ series }: Trajectory) {
  const of = (name: string): number => median(series[name]!);
  return {
    own: of('own'),
    early: of('early'),
    first: of('first'),
    kept: of('kept'),
    growth: of('growth'),
    shift: of('shift'),
  };
}

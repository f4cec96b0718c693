import { type CaseResult, defineInvariant } from 'claimcheck';
import { float64Norm, type Float64Rule } from 'claimcheck/nn';
import { paper } from './paper.ts';
import { type Case, cases, pathDistance, pathOf } from './step-cases.ts';

const tolerance = 1e-11;

type Kind = Float64Rule['kind'];

/** The rule of a case with the usual moments and no epsilon, which would see the size of gradients. */
function ruleOf(
  kind: Kind,
  { learningRate, weightDecay, phi }: Case,
  more: Partial<Float64Rule> = {},
): Float64Rule {
  return { kind, learningRate, weightDecay, phi, beta1: 0.9, beta2: 0.999, epsilon: 0, ...more };
}

const differenceOf = (x: Float64Array, y: Float64Array): Float64Array => x.map((value, at) => value - y[at]!);

/** Every block with weights moves by learningRate phi(|x|): worst relative deviation. */
function normError(rule: Float64Rule, { start, gradients, phi, learningRate }: Case): number {
  const { lower = 0, upper = Infinity } = phi;
  const path = pathOf(rule, start, gradients);
  const errors = path.slice(1).flatMap((blocks, step) =>
    blocks.map((after, block) => {
      const before = path[step]![block]!;
      const size = float64Norm(before);
      if (size === 0) return 0;
      const wanted = learningRate * Math.min(Math.max(size, lower), upper);
      // What float64 cannot resolve of the weights is no part of a step.
      return Math.abs(float64Norm(differenceOf(after, before)) / wanted - 1) / (1 + size / wanted / 100);
    }),
  );
  return Math.max(...errors);
}

/** The path does not change when every gradient is multiplied by one factor. */
function scaleError(rule: Float64Rule, { start, gradients, factor }: Case): number {
  const scaled = gradients.map((blocks) => blocks.map((gradient) => gradient.map((value) => factor * value)));
  return pathDistance(pathOf(rule, start, gradients), pathOf(rule, start, scaled));
}

/** The first step of LARS from a layer at zero is the plain gradient, whose size it sees: such layers start elsewhere. */
function withWeights(value: Case): Case {
  return {
    ...value,
    start: value.start.map((block) => (float64Norm(block) > 0 ? block : block.map(() => 1))),
  };
}

/** Without memory and decay a step of LAMB goes along the signs of the gradient, by the same in every coordinate. */
function signError(value: Case): number {
  const rule = ruleOf('lamb', value, { beta1: 0, beta2: 0, weightDecay: 0, phi: {} });
  const [before, after] = pathOf(rule, value.start, value.gradients.slice(0, 1)) as [
    Float64Array[],
    Float64Array[],
  ];
  const errors = after.flatMap((x, block) => {
    const size = float64Norm(before[block]!);
    if (size === 0) return [0];
    const wanted = (value.learningRate * size) / Math.sqrt(x.length);
    const gradient = value.gradients[0]![block]!;
    return Array.from(
      x,
      (y, at) => Math.abs((before[block]![at]! - y) / wanted - Math.sign(gradient[at]!)) / 1e3,
    );
  });
  return Math.max(...errors);
}

/** Blocks without weights take AdamW's first step, and excluded ones all of AdamW's steps, which do not decay. */
function exceptionError(value: Case): number {
  const zeros = { ...value, start: value.start.map(({ length }) => new Float64Array(length)) };
  const first = zeros.gradients.slice(0, 1);
  const excluded = value.start.map((_, block) => block);
  return Math.max(
    pathDistance(
      pathOf(ruleOf('lamb', zeros), zeros.start, first),
      pathOf(ruleOf('adamW', zeros), zeros.start, first),
    ),
    pathDistance(
      pathOf(ruleOf('lamb', value, { excluded }), value.start, value.gradients),
      pathOf(ruleOf('adamW', value, { weightDecay: 0 }), value.start, value.gradients),
    ),
  );
}

const within = (error: number): CaseResult => ({
  holds: error <= tolerance,
  ...(Number.isFinite(error) && { error }),
});

export default defineInvariant({
  id: 'lamb/layerwise-norm',
  revision: 4,
  states:
    'Every layer moves by the learning rate times phi of its norm, whatever the size of its gradient, so that scaling ' +
    'the loss does not change a run.',
  source: {
    paper,
    at: 'Algorithms 1 and 2',
    reading: 'body',
    version: 'arXiv, September 2019',
  },
  runs: { smoke: 200, standard: 2000 },
  cases,
  property: (value) =>
    within(
      Math.max(
        normError(ruleOf('lamb', value), value),
        normError(ruleOf('lars', value), value),
        scaleError(ruleOf('lamb', value), value),
        scaleError(ruleOf('lars', value, { weightDecay: 0 }), withWeights(value)),
        signError(value),
        exceptionError(value),
      ),
    ),
  mutants: {
    'AdamW, norm of the step': {
      property: (value) => within(normError(ruleOf('adamW', value), value)),
      killedShare: 0.95,
    },
    'LARS with weight decay, scale of the loss': {
      property: (value) => within(scaleError(ruleOf('lars', value), withWeights(value))),
      killedShare: 0.95,
    },
    'LARS from layers at zero, scale of the loss': {
      property: (value) => {
        const start = value.start.map(({ length }) => new Float64Array(length));
        return within(scaleError(ruleOf('lars', value, { weightDecay: 0 }), { ...value, start }));
      },
      killedShare: 0.95,
    },
    'an epsilon of 1e-6, scale of the loss': {
      property: (value) => within(scaleError(ruleOf('lamb', value, { epsilon: 1e-6 }), value)),
      killedShare: 0.85,
    },
  },
});

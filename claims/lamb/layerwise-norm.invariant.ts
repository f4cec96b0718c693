import { type CaseResult, defineInvariant } from 'claimcheck';
import { paper } from './paper.ts';
import { type Case, cases, differing } from './step-cases.ts';
import { type Blocks, pathsOf, rounding, type Rule } from './update-paths.ts';

/** The rule of a case with the usual moments and no epsilon, which would see the size of gradients. */
function ruleOf(kind: Rule['kind'], value: Case, more: Partial<Rule> = {}): Rule {
  const { learningRate, weightDecay, phi } = value;
  return { kind, learningRate, weightDecay, phi, beta1: 0.9, beta2: 0.999, epsilon: 0, ...more };
}

const norm = (block: Float64Array): number => Math.hypot(...block);

/** By step, of one replica with the gradients of the case. */
function pathOf(rule: Rule, { start, gradients }: Case): Blocks[] {
  return pathsOf(rule, start, { steps: gradients.length }, (step) => [gradients[step]!]).map(([own]) => own!);
}

/**
 * Every block with weights moves by learningRate phi(|x|): the deviation in units of what float32 may round of it, which
 * is its resolution at the new weights, half that of each term in two sums of squares, and eight operations.
 */
function normError(rule: Rule, value: Case): number {
  const { lower = 0, upper = Infinity } = value.phi;
  const path = pathOf(rule, value);
  const errors = path.slice(1).flatMap((blocks, step) =>
    blocks.map((after, block) => {
      const before = path[step]![block]!;
      const size = norm(before);
      if (size === 0) return 0;
      const wanted = value.learningRate * Math.min(Math.max(size, lower), upper);
      const moved = norm(after.map((x, at) => x - before[at]!));
      return Math.abs(moved / wanted - 1) / (rounding * (norm(after) / wanted + after.length + 8));
    }),
  );
  return Math.max(...errors);
}

/** Least number of float32 with all its digits. */
const leastNormal = 2 ** -126;

/** Whether LAMB's mean square keeps its digits: below them float32 sees the size of a gradient, however it is scaled. */
function squaresAreNormal({ beta2 }: Rule, { gradients, factor }: Case): boolean {
  const least = Math.min(1, factor);
  return gradients
    .flatMap((blocks) => blocks.flatMap((block) => Array.from(block)))
    .every((slope) => slope === 0 || (1 - beta2) * (least * slope) ** 2 >= leastNormal);
}

/** Two replicas, whose gradients differ by the factor; of LAMB where squares of gradients keep their digits. */
function scaleError(rule: Rule, value: Case): number {
  if (rule.kind === 'lamb' && !squaresAreNormal(rule, value)) return 0;
  const { start, gradients, factor } = value;
  const paths = pathsOf(rule, start, { replicas: 2, steps: gradients.length }, (step) => [
    gradients[step]!,
    gradients[step]!.map((gradient) => gradient.map((slope) => factor * slope)),
  ]);
  return differing(
    paths.map(([own]) => own!),
    paths.map(([, scaled]) => scaled!),
  );
}

/** The first step of LARS from a layer at zero is the plain gradient, whose size it sees: such layers start elsewhere. */
function withWeights(value: Case): Case {
  return { ...value, start: value.start.map((block) => (norm(block) > 0 ? block : block.map(() => 1))) };
}

const fromZero = (value: Case): Case => ({
  ...value,
  start: value.start.map(({ length }) => new Float64Array(length)),
});

/** Without memory and decay a step of LAMB goes along the signs of the gradient, by the same in every coordinate. */
function signError(value: Case): number {
  const rule = ruleOf('lamb', value, { beta1: 0, beta2: 0, weightDecay: 0, phi: {} });
  const [before, after] = pathOf(rule, { ...value, gradients: value.gradients.slice(0, 1) });
  const errors = after!.flatMap((x, block) => {
    const own = before![block]!;
    if (norm(own) === 0) return [0];
    const wanted = (value.learningRate * norm(own)) / Math.sqrt(x.length);
    const gradient = value.gradients[0]![block]!;
    return Array.from(x, (y, at) => {
      const unit = rounding * (Math.abs(y) / wanted + x.length + 12);
      return Math.abs((own[at]! - y) / wanted - Math.sign(gradient[at]!)) / unit;
    });
  });
  return Math.max(...errors);
}

/** Blocks without weights take AdamW's first step, and excluded ones all of AdamW's steps, which do not decay. */
function exceptionError(value: Case): number {
  const first = { ...fromZero(value), gradients: value.gradients.slice(0, 1) };
  const excluded = pathOf(ruleOf('lamb', value, { excluded: true }), value);
  return (
    differing(pathOf(ruleOf('lamb', first), first), pathOf(ruleOf('adamW', first), first)) +
    differing(excluded, pathOf(ruleOf('adamW', value, { weightDecay: 0 }), value))
  );
}

/** `near` in units of rounding, of which one is allowed; `same` counts what has to be equal to the bit. */
const within = (near: number, same = 0): CaseResult => ({
  holds: near <= 1 && same === 0,
  ...(Number.isFinite(near) && { error: near + same }),
});

export default defineInvariant({
  id: 'lamb/layerwise-norm',
  revision: 6,
  states:
    'In the updates that train here every layer moves by the learning rate times phi of its norm, whatever the size of ' +
    'its gradient, so that scaling the loss does not change a run.',
  source: {
    paper,
    at: 'Algorithms 1 and 2',
    reading: 'body',
    version: 'arXiv, September 2019',
  },
  runs: { smoke: 100, standard: 1000 },
  cases,
  property: (value) =>
    within(
      Math.max(
        normError(ruleOf('lamb', value), value),
        normError(ruleOf('lars', value), value),
        signError(value),
      ),
      scaleError(ruleOf('lamb', value), value) +
        scaleError(ruleOf('lars', value, { weightDecay: 0 }), withWeights(value)) +
        exceptionError(value),
    ),
  mutants: {
    'AdamW, norm of the step': {
      property: (value) => within(normError(ruleOf('adamW', value), value)),
      killedShare: 0.95,
    },
    'a learning rate a thousandth larger, norm of the step': {
      property: (value) => {
        const faster = { ...value, learningRate: 1.001 * value.learningRate };
        return within(normError(ruleOf('lamb', faster), value));
      },
      killedShare: 0.95,
    },
    'LARS with weight decay, scale of the loss': {
      property: (value) => within(0, scaleError(ruleOf('lars', value), withWeights(value))),
      killedShare: 0.85,
    },
    'LARS from layers at zero, scale of the loss': {
      property: (value) => within(0, scaleError(ruleOf('lars', value, { weightDecay: 0 }), fromZero(value))),
      killedShare: 0.95,
    },
    'an epsilon of 1e-6, scale of the loss': {
      property: (value) => within(0, scaleError(ruleOf('lamb', value, { epsilon: 1e-6 }), value)),
      killedShare: 0.65,
    },
  },
});

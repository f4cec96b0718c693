import type { NormClip } from './trust-ratio.ts';

/** One rule of You et al. 2020 (arXiv 1904.00962), with every number of a step. */
export interface Float64Rule {
  /** `lars` is their algorithm 1, `lamb` algorithm 2; `adamW` is LAMB with every trust ratio at 1. */
  readonly kind: 'lars' | 'lamb' | 'adamW';
  readonly learningRate: number;
  readonly beta1: number;
  /** Not used by LARS. */
  readonly beta2: number;
  /** Not used by LARS. */
  readonly epsilon: number;
  readonly weightDecay: number;
  /** Default: the identity. */
  readonly phi?: NormClip;
  /** Blocks that neither decay nor adapt, by number. */
  readonly excluded?: readonly number[];
}

/** Parameters by block, with the moments of their gradients. */
export interface Float64State {
  readonly blocks: readonly Float64Array[];
  readonly first: readonly Float64Array[];
  readonly second: readonly Float64Array[];
  /** Steps taken. */
  readonly steps: number;
}

/** The state before the first step. */
export function float64Start(blocks: readonly Float64Array[]): Float64State {
  const zeros = (): Float64Array[] => blocks.map(({ length }) => new Float64Array(length));
  return { blocks, first: zeros(), second: zeros(), steps: 0 };
}

/** Euclidean norm. */
export function float64Norm(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

/**
 * One step of LARS, LAMB or AdamW in float64, for theorem-like claims that float32 would blur; training uses `lars`,
 * `lamb` and `adamW`. A coordinate whose moments are all 0 has direction 0.
 */
export function float64Layerwise(
  rule: Float64Rule,
  state: Float64State,
  gradients: readonly Float64Array[],
): Float64State {
  const { beta1, beta2 } = rule;
  const steps = state.steps + 1;
  const decay = (block: number): number => (rule.excluded?.includes(block) ? 0 : rule.weightDecay);
  const shown = gradients.map((gradient, block) =>
    rule.kind === 'lars' ? added(gradient, state.blocks[block]!, decay(block)) : gradient,
  );
  const first = shown.map((gradient, block) => blend(state.first[block]!, gradient, beta1));
  const second = shown.map((gradient, block) =>
    blend(
      state.second[block]!,
      gradient.map((value) => value * value),
      beta2,
    ),
  );
  const blocks = state.blocks.map((x, block) => {
    if (rule.kind === 'lars') return moved(rule, block, x, first[block]!);
    const rootScale = Math.sqrt(1 - beta2 ** steps);
    const direction = first[block]!.map((moment, at) => {
      const size = Math.sqrt(second[block]![at]!) / rootScale + rule.epsilon;
      return moment === 0 ? 0 : moment / (1 - beta1 ** steps) / size;
    });
    return moved(rule, block, x, added(direction, x, decay(block)));
  });
  return { blocks, first, second, steps };
}

function moved(rule: Float64Rule, block: number, x: Float64Array, update: Float64Array): Float64Array {
  const { lower = 0, upper = Infinity } = rule.phi ?? {};
  const [size, length] = [float64Norm(x), float64Norm(update)];
  const adapts = rule.kind !== 'adamW' && !rule.excluded?.includes(block) && size > 0 && length > 0;
  const ratio = adapts ? Math.min(Math.max(size, lower), upper) / length : 1;
  return added(x, update, -rule.learningRate * ratio);
}

function added(x: Float64Array, y: Float64Array, factor: number): Float64Array {
  return factor === 0 ? x : x.map((value, at) => value + factor * y[at]!);
}

function blend(mean: Float64Array, value: Float64Array, beta: number): Float64Array {
  return mean.map((old, at) => beta * old + (1 - beta) * value[at]!);
}

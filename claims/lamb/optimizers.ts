import { type NdRecord, specsOf } from 'claimcheck';
import {
  adamSlots,
  adamW,
  isBiasOrNorm,
  lamb,
  lambSlots,
  lars,
  larsSlots,
  sgd,
  sgdSlots,
  type TensorRecord,
  type Updated,
} from 'claimcheck/nn';

export type OptimizerName = 'lamb' | 'lars' | 'larsMomentum' | 'adamW' | 'momentum';

interface Optimizer {
  /** What all runs with it share. */
  readonly constants: Readonly<Record<string, number>>;
  readonly slots: (params: NdRecord) => NdRecord;
  /** `input` has the step's `learningRate`, `stepIndex` and, for `larsMomentum`, `momentumRate`. */
  readonly update: (
    params: TensorRecord,
    gradients: TensorRecord,
    slots: TensorRecord,
    input: TensorRecord,
  ) => Updated;
}

const weightDecay = 0.01;
const momentum = 0.9;
/** As in the BERT runs of the paper. */
const moments = { beta1: 0.9, beta2: 0.999, epsilon: 1e-6 };
const { beta1 } = moments;

/** What practice leaves out of decay and adaptation: biases, gains and offsets. */
const layerwise = (input: TensorRecord) => ({
  learningRate: input['learningRate']!,
  weightDecay,
  excludeFromDecay: isBiasOrNorm,
});

/** What LARS adapts, and what it leaves to another rule. */
function parted<Value>(
  of: Readonly<Record<string, Value>>,
): [adapted: Record<string, Value>, rest: Record<string, Value>] {
  const among = (wanted: boolean) =>
    Object.fromEntries(Object.entries(of).filter(([name]) => isBiasOrNorm(name) === wanted));
  return [among(false), among(true)];
}

/** `larsMomentum`: LARS with plain momentum for what it excludes. */
export const optimizers: Readonly<Record<OptimizerName, Optimizer>> = {
  lamb: {
    constants: { ...moments, weightDecay },
    slots: (params) => lambSlots(specsOf(params)),
    update: (params, gradients, slots, input) =>
      lamb(params, gradients, slots, { ...layerwise(input), ...moments, stepIndex: input['stepIndex']! }),
  },
  lars: {
    constants: { beta1, weightDecay },
    slots: (params) => larsSlots(specsOf(params), { beta1 }),
    update: (params, gradients, slots, input) =>
      lars(params, gradients, slots, { ...layerwise(input), beta1 }),
  },
  larsMomentum: {
    constants: { beta1, momentum, weightDecay },
    slots: (params) => {
      const [adapted, excluded] = parted(specsOf(params));
      return { ...larsSlots(adapted, { beta1 }), ...sgdSlots(excluded, { momentum }) };
    },
    update: (params, gradients, slots, input) => {
      const [adapted, excluded] = parted(params);
      const byLayer = lars(adapted, gradients, slots, { ...layerwise(input), beta1 });
      const options = { learningRate: input['momentumRate']!, momentum };
      const { params: plain, slots: all } = sgd(excluded, gradients, byLayer.slots, options);
      return { params: { ...byLayer.params, ...plain }, slots: all };
    },
  },
  adamW: {
    constants: { ...moments, weightDecay },
    slots: (params) => adamSlots(specsOf(params)),
    update: (params, gradients, slots, input) =>
      adamW(params, gradients, slots, {
        learningRate: input['learningRate']!,
        weightDecay,
        withoutDecay: Object.keys(params).filter(isBiasOrNorm),
        ...moments,
        stepIndex: input['stepIndex']!,
      }),
  },
  momentum: {
    constants: { momentum },
    slots: (params) => sgdSlots(specsOf(params), { momentum }),
    update: (params, gradients, slots, input) =>
      sgd(params, gradients, slots, { learningRate: input['learningRate']!, momentum }),
  },
};

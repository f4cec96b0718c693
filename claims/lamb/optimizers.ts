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

export type OptimizerName = 'lamb' | 'lars' | 'adamW' | 'momentum';

interface Optimizer {
  readonly slots: (params: NdRecord) => NdRecord;
  /** `input` has the step's `learningRate` and `stepIndex`. */
  readonly update: (
    params: TensorRecord,
    gradients: TensorRecord,
    slots: TensorRecord,
    input: TensorRecord,
  ) => Updated;
}

const weightDecay = 0.01;
const momentum = 0.9;

/** What practice leaves out of decay and adaptation: biases, gains and offsets. */
const layerwise = (input: TensorRecord) => ({
  learningRate: input['learningRate']!,
  weightDecay,
  excludeFromDecay: isBiasOrNorm,
});

/** beta1 0.9, beta2 0.999, epsilon 1e-6, decay 0.01, as in the BERT runs of the paper. */
export const optimizers: Readonly<Record<OptimizerName, Optimizer>> = {
  lamb: {
    slots: (params) => lambSlots(specsOf(params)),
    update: (params, gradients, slots, input) =>
      lamb(params, gradients, slots, { ...layerwise(input), stepIndex: input['stepIndex']! }),
  },
  lars: {
    slots: (params) => larsSlots(specsOf(params)),
    update: (params, gradients, slots, input) => lars(params, gradients, slots, layerwise(input)),
  },
  adamW: {
    slots: (params) => adamSlots(specsOf(params)),
    update: (params, gradients, slots, input) =>
      adamW(params, gradients, slots, {
        learningRate: input['learningRate']!,
        weightDecay,
        withoutDecay: Object.keys(params).filter(isBiasOrNorm),
        epsilon: 1e-6,
        stepIndex: input['stepIndex']!,
      }),
  },
  momentum: {
    slots: (params) => sgdSlots(specsOf(params), { momentum }),
    update: (params, gradients, slots, input) =>
      sgd(params, gradients, slots, { learningRate: input['learningRate']!, momentum }),
  },
};

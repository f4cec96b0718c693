import { arm, type ArmRunner, type Trajectory } from 'claimcheck';
import { firstPassages } from 'claimcheck/measure';
import { bandNames, type BandSetting } from './band-runs.ts';
import { fullBatch, type NetworkSetting, type OptimizerSetting } from './network.ts';
import { near, rough, sinesOf, type Size as WaveSize, usual, waveRuns } from './waves.ts';

export interface Size extends WaveSize {
  /** `star`: one thing changed at a time. `grid`: every combination. */
  readonly design: 'star' | 'grid';
}

type Activation = NetworkSetting['activation'];

const activations: readonly Activation[] = ['tanh', 'relu', 'sigmoid', 'elu'];
const structures: readonly (readonly number[])[] = [[64, 64], [200], [50, 50, 50, 50], [100, 100, 50]];

/** Plain and stochastic gradient descent, with momentum, RMSProp and Adam. */
const optimizers = {
  adam: { by: 'adam' },
  rmsprop: { by: 'rmsprop' },
  gradient: { by: 'sgd' },
  stochastic: { by: 'sgd', batchSize: 32 },
  momentum: { by: 'sgd', momentum: 0.9 },
} as const satisfies Record<string, Omit<OptimizerSetting, 'learningRate'>>;
type Optimizer = keyof typeof optimizers;
const optimizerNames = Object.keys(optimizers) as Optimizer[];

/** Rates at which nothing diverges and what can be captured in the steps given is: deep, deep with sigmoids, one layer. */
const rates: Readonly<Record<Optimizer, Readonly<Record<'deep' | 'sigmoid' | 'wide', number>>>> = {
  adam: { deep: 1e-3, sigmoid: 5e-3, wide: 2e-3 },
  rmsprop: { deep: 5e-4, sigmoid: 2.5e-3, wide: 3e-3 },
  gradient: { deep: 0.02, sigmoid: 0.3, wide: 0.01 },
  stochastic: { deep: 0.01, sigmoid: 0.3, wide: 0.01 },
  momentum: { deep: 0.002, sigmoid: 0.03, wide: 0.001 },
};

function cell(activation: Activation, hidden: readonly number[], optimizer: Optimizer): BandSetting {
  const { deep, sigmoid, wide } = rates[optimizer];
  const learningRate = hidden.length === 1 ? wide : activation === 'sigmoid' ? sigmoid : deep;
  return { activation, hidden, optimizer: { ...optimizers[optimizer], learningRate } };
}

/** The combinations of a design. */
function cellsOf(design: Size['design'], among: readonly Activation[] = activations): BandSetting[] {
  const structure = structures[0]!;
  if (design === 'grid') {
    return among.flatMap((a) => structures.flatMap((s) => optimizerNames.map((o) => cell(a, s, o))));
  }
  return [
    ...among.map((a) => cell(a, structure, 'adam')),
    ...structures.slice(1).map((s) => cell(usual.activation, s, 'adam')),
    ...optimizerNames.slice(1).map((o) => cell(usual.activation, structure, o)),
  ];
}

/** First passages of one cell; 10 steps make a capture, for the noise of minibatches takes the lowest frequency out of longer ones. */
function passagesOf({ series }: Trajectory) {
  const errors = bandNames.map((name) => series[name]!);
  const [low, middle, high] = firstPassages(errors, { level: 0.2, sustained: 10 });
  return { low: low!, middle: middle!, high: high! };
}

/** Every cell in turn; the trajectory holds the first passages by cell. `isRough` puts sines into each of them. */
export function allCells({ isRough = false }: { readonly isRough?: boolean } = {}): ArmRunner<Size> {
  const among = isRough ? (['tanh'] as const) : activations;
  const own = isRough ? rough : { activations };
  const { weights } = fullBatch;
  const all = { ...own, weights, structures, optimizers, learningRates: rates, target: sinesOf(near) };
  return arm(all, async (run, size) => {
    const cells = cellsOf(size.design, among);
    const done: (readonly Trajectory[])[] = [];
    for (const [index, setting] of cells.entries()) {
      const named = { ...setting, training: `training ${index}` };
      done.push(await waveRuns({ ...named, ...(isRough && rough) }, near)(run, size));
    }
    return run.seeds.map((_, index) => {
      const passages = done.map((runs) => passagesOf(runs[index]!));
      const captured = passages.filter(({ low, middle, high }) => Math.max(low, middle, high) < size.steps);
      const ordered = captured.filter(({ low, middle, high }) => low < middle && middle < high);
      return {
        steps: size.steps * cells.length,
        series: {
          low: passages.map(({ low }) => low),
          middle: passages.map(({ middle }) => middle),
          high: passages.map(({ high }) => high),
        },
        values: {
          captured: captured.length / cells.length,
          ordered: ordered.length / Math.max(1, captured.length),
        },
      };
    });
  });
}

import {
  arm,
  type ArmRunner,
  type NdArray,
  type RunContext,
  type TierSize,
  type Trajectory,
} from 'claimcheck';
import {
  destabilizations,
  linesOfPoints,
  mean,
  pointMeasures,
  powerLaw,
  summarizeDestabilizations,
} from 'claimcheck/measure';
import {
  globalNorm,
  initialize,
  sgd,
  softmaxCrossEntropy,
  type TensorRecord,
  valueAndGradients,
} from 'claimcheck/nn';
import { column, grid, scan, sweep } from 'claimcheck/train';
import { classes, clusters, logitsOf, parametersOf, scaleInvariant } from './network.ts';

const samples = 64;

export interface LawSize extends TierSize {
  /** Values of eta lambda. */
  readonly products: readonly number[];
  readonly learningRates: readonly number[];
  /** Steps of a run, in units of 1 / (eta lambda). */
  readonly length: number;
  /** Steps of the runs outside the range of the law. */
  readonly limitSteps: number;
}

/** Gradient descent whose learning rate and decay differ from replica to replica. */
function step(state: TensorRecord, _input: TensorRecord, data: TensorRecord) {
  const { loss, gradients } = valueAndGradients(
    (params) => ({ loss: softmaxCrossEntropy(logitsOf(params, data['x']!, {}), data['y']!) }),
    state,
    { frozen: ['output'] },
  );
  const options = {
    learningRate: data['learningRate']!,
    weightDecay: data['weightDecay']!,
    frozen: ['output'],
  };
  return {
    state: sgd(state, gradients, {}, options).params,
    metrics: { loss, norm: globalNorm(state, scaleInvariant) },
  };
}

/**
 * One run per seed and setting; `interval` has the mean interval between onsets of every setting, products first.
 * @param decay the product that is really taken; default that of the setting
 */
export function lawRuns(decay?: number): ArmRunner<LawSize> {
  const setting = { optimizer: 'sgd', samples, rateTimesDecay: decay ?? 'that of the cell' };
  return arm(setting, async (run: RunContext, size: LawSize): Promise<Trajectory[]> => {
    const perProduct: Trajectory[][] = [];
    for (const product of size.products) perProduct.push(await runsAt(run, size, product, decay ?? product));
    return run.seeds.map((_, seed) => {
      const own = perProduct.map((trajectories) => trajectories[seed]!);
      const intervals = own.map(({ series }) => series['interval'] as number[]);
      return {
        steps: own.reduce((sum, { steps }) => sum + steps, 0),
        series: {
          interval: intervals.flat(),
          intervalByProduct: intervals.map(mean),
          loss: own.at(-1)!.series['loss']!,
        },
        values: {},
        at: { intervalByProduct: size.products },
      };
    });
  });
}

/** All learning rates at one product: replicas are settings times seeds. */
async function runsAt(run: RunContext, size: LawSize, product: number, taken: number): Promise<Trajectory[]> {
  const { learningRates, length } = size;
  const { seeds, values, replicasOf } = sweep(run.seeds, learningRates);
  const steps = Math.ceil(length / product);
  const { metrics } = await scan({
    run: { ...run, seeds },
    name: `product ${product}`,
    step,
    state: initialize(seeds, parametersOf({})),
    data: {
      ...clusters(seeds, samples),
      learningRate: values((rate) => rate),
      weightDecay: values((rate) => taken / rate),
    },
    steps,
  });
  return run.seeds.map((_, seed) => {
    const replicas = replicasOf(seed);
    const last = column(metrics['loss']!, replicas.at(-1)!);
    return {
      steps: steps * learningRates.length,
      series: { interval: replicas.map((replica) => meanInterval(metrics, replica)), loss: last },
      values: {},
    };
  });
}

function meanInterval(metrics: Readonly<Record<string, NdArray>>, replica: number): number {
  const loss = column(metrics['loss']!, replica);
  const norm = column(metrics['norm']!, replica);
  return summarizeDestabilizations(destabilizations({ loss, norm, classes }), norm).meanInterval;
}

const cellsOf = ({ products, learningRates }: LawSize) =>
  grid({ product: products, learningRate: learningRates });

/** Exponents of the interval in eta lambda and, at equal product, in the learning rate; NaN where a setting has none. */
export function periodExponents({ series }: Trajectory, size: LawSize) {
  const cells = cellsOf(size);
  const { exponents, factor, rSquared } = powerLaw(series['interval']!, {
    product: cells.map(({ product }) => product),
    learningRate: cells.map(({ learningRate }) => learningRate),
  });
  return { onProduct: exponents.product, onLearningRate: exponents.learningRate, rSquared, factor };
}

const [plot, fitted] = ['interval', 'fit'];

/** The mean interval of every setting and, over the products, the fit at the learning rate in the middle. */
export function lawPoints(trajectory: Trajectory, size: LawSize): Record<string, number> {
  const interval = trajectory.series['interval']!;
  const measured = cellsOf(size).map(({ product, learningRate }, cell) => ({
    line: `learning rate ${learningRate}`,
    x: product,
    y: interval[cell]!,
  }));
  const { factor, onProduct, onLearningRate } = periodExponents(trajectory, size);
  const middle = Math.exp(mean(size.learningRates.map(Math.log)));
  const fit = size.products.map((product) => ({
    line: fitted,
    x: product,
    y: factor * product ** onProduct * middle ** onLearningRate,
  }));
  return pointMeasures(plot, [...measured, ...fit]);
}

/** Lines of mean interval against eta lambda, one per learning rate, and the fit. */
export const lawLines = (measures: Readonly<Record<string, number>>) => linesOfPoints(plot, measures);

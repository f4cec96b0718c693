import { defineClaim, type Trajectory } from 'claimcheck';
import { type Grid, logSteps, temperatureGrids, toLangevin } from './noise-table.ts';
import { paper } from './paper.ts';
import { bySimulation, standIn } from './protocol.ts';
import type { Size } from './setting.ts';

function measure({ series }: Trajectory) {
  const rise = (grid: Grid): number => Math.log(series[grid]![series[grid]!.length - 1]! / series[grid]![0]!);
  const all = Object.values(series).flatMap(logSteps);
  return {
    ...{ learningRate: rise('learningRate'), batch: rise('batch') },
    ...{ persistence: rise('persistence'), load: rise('load') },
    least: Math.min(...all),
  };
}

const rises = (name: string, grid: Grid) =>
  ({
    name: `log of the rise of the temperature, ${name}`,
    unit: 'nats',
    of: ({ noise }: Record<'noise', Record<Grid, number>>) => noise[grid],
    rule: 'exceeds',
    margin: Math.log(1.5),
    because:
      'half again as hot: far above the scatter of one temperature, below any law that goes with the parameter',
  }) as const;

export default defineClaim({
  id: 'sgd-effective-noise/parameter-dependence',
  revision: 1,
  states:
    'The effective temperature depends on the parameters of the algorithm and of the problem: it rises with learning ' +
    'rate, persistence time and load, and falls with the batch fraction.',
  source: { paper, at: 'abstract; the directions are ours', reading: 'abstract' },
  protocol: standIn(120, bySimulation),
  tiers: {
    smoke: { dimensions: 80 } satisfies Size,
    standard: { dimensions: 120 } satisfies Size,
  },
  arms: {
    noise: temperatureGrids(),
    // Full batches are dear: half the size, whose larger scatter is no help in being refuted.
    langevin: temperatureGrids(toLangevin, 0.5),
  },
  measure,
  effect: rises('learning rate 0.0125 to 0.05', 'learningRate'),
  also: [
    rises('batch fraction 0.6 to 0.15', 'batch'),
    rises('persistence time 0.25 to 2', 'persistence'),
    rises('load 4 to 10', 'load'),
    {
      name: 'smallest log ratio of neighbours on any grid',
      unit: 'nats',
      of: ({ noise }) => noise.least,
      rule: 'exceeds',
      margin: 0,
      because: 'the dependence is monotone',
    },
  ],
  controls: { 'white noise of one temperature in place of batches': { replace: 'noise', with: 'langevin' } },
  curves: {
    learningRate: { label: 'temperature by learning rate' },
    batch: { label: 'temperature by batch fraction', scale: 'log' },
    persistence: { label: 'temperature by persistence time' },
    load: { label: 'temperature by load' },
  },
});

import { defineClaim, type Trajectory } from 'claimcheck';
import { paper } from './paper.ts';
import { curves, type Size, trainingRuns } from './setting.ts';

/** How much loss and norm move in the second half of a run. */
function measure({ series }: Trajectory) {
  const half = (name: string): Float64Array => {
    const values = Float64Array.from(series[name]!);
    return values.subarray(Math.floor(values.length / 2));
  };
  const decades = half('loss').map(Math.log10);
  const center = decades.reduce((sum, value) => sum + value, 0) / decades.length;
  const square = decades.reduce((sum, value) => sum + (value - center) ** 2, 0) / (decades.length - 1);
  const norm = half('norm');
  return { spread: Math.sqrt(square), normRatio: Math.max(...norm) / Math.min(...norm) };
}

const lossBecause =
  'in equilibrium the loss stays within a factor of 2 (0.3 decades); a period spans the 1.5 decades of an event';
const normBecause =
  'in equilibrium the norm hovers within a small factor; a period is a fall and a throw by a large one';

export default defineClaim({
  id: 'periodic-bn-wd/generalizes-equilibrium',
  revision: 2,
  states:
    'Equilibrium and periods are one mechanism: where the gradient cannot become small, because the data cannot be ' +
    'fitted, norm and loss settle; where it can, they go in periods.',
  source: { paper, at: 'abstract, last sentence', reading: 'abstract', version: 'arXiv v3' },
  tiers: {
    smoke: { steps: 1500 } satisfies Size,
    standard: { steps: 6000 } satisfies Size,
  },
  arms: {
    fitted: trainingRuns({ learningRate: 1, weightDecay: 0.02 }),
    narrow: trainingRuns({ learningRate: 1, weightDecay: 0.02, width: 4 }),
    noisy: trainingRuns({ learningRate: 1, weightDecay: 0.02, inputNoise: 1 }),
    lessNarrow: trainingRuns({ learningRate: 1, weightDecay: 0.02, width: 24 }),
    lessNoisy: trainingRuns({ learningRate: 1, weightDecay: 0.02, inputNoise: 0.1 }),
    narrower: trainingRuns({ learningRate: 1, weightDecay: 0.02, width: 3 }),
  },
  measure,
  effect: {
    name: 'spread of the loss where the data cannot be fitted, the larger of two ways',
    unit: 'decades (standard deviation)',
    of: ({ narrow, noisy }) => Math.max(narrow.spread, noisy.spread),
    rule: 'staysBelow',
    margin: 0.3,
    because: lossBecause,
  },
  also: [
    {
      name: 'largest over smallest norm there',
      unit: 'ratio',
      of: ({ narrow, noisy }) => Math.max(narrow.normRatio, noisy.normRatio),
      rule: 'staysBelow',
      margin: 5,
      because: normBecause,
    },
    {
      name: 'spread of the loss where they can',
      unit: 'decades (standard deviation)',
      of: ({ fitted }) => fitted.spread,
      rule: 'exceeds',
      margin: 0.5,
      because: lossBecause,
    },
    {
      name: 'largest over smallest norm there, fitted',
      unit: 'ratio',
      of: ({ fitted }) => fitted.normRatio,
      rule: 'exceeds',
      margin: 5,
      because: normBecause,
    },
  ],
  controls: {
    'a width of 24, which can fit the data, in place of 4': { replace: 'narrow', with: 'lessNarrow' },
    'a tenth of the noise, with which the data can be fitted': { replace: 'noisy', with: 'lessNoisy' },
    'a width of 3, which cannot fit the data, in place of 32': { replace: 'fitted', with: 'narrower' },
  },
  curves,
});

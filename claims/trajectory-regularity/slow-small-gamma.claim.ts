import { defineClaim } from 'claimcheck';
import { curves, decadesBetween, measure } from './measures.ts';
import { paper } from './paper.ts';
import { runs, type Setting, type Size } from './setting.ts';

const cnn: Setting = { network: 'cnn', learningRate: 0.02 };

/** Trainings without the techniques from the default initialisation, against those with one of two techniques. */
export default defineClaim({
  id: 'trajectory-regularity/slow-small-gamma',
  revision: 1,
  states:
    'Trainings without the techniques converge slowly, and obey the regularity principle with a small gamma only.',
  source: {
    paper,
    at: 'abstract, fourth finding (trainings without the techniques)',
    reading: 'abstract',
    version: 'arXiv v1',
  },
  tiers: {
    smoke: { steps: 400 } satisfies Size,
    standard: { steps: 600 } satisfies Size,
  },
  arms: {
    mlp: runs({}),
    mlpNorm: runs({ after: 'batchNorm' }),
    mlpSkip: runs({ skip: true }),
    mlpHe: runs({ init: 'he' }),
    cnn: runs(cnn),
    cnnNorm: runs({ ...cnn, after: 'batchNorm' }),
    cnnSkip: runs({ ...cnn, skip: true }),
    cnnHe: runs({ ...cnn, init: 'he' }),
  },
  measure,
  effect: {
    name: 'mean gamma with a technique over without, least of two networks and two techniques',
    unit: 'decades',
    of: ({ mlp, mlpNorm, mlpSkip, cnn: plain, cnnNorm, cnnSkip }) =>
      Math.min(
        decadesBetween(Math.min(mlpNorm.gammaMean, mlpSkip.gammaMean), mlp.gammaMean),
        decadesBetween(Math.min(cnnNorm.gammaMean, cnnSkip.gammaMean), plain.gammaMean),
      ),
    rule: 'exceeds',
    margin: 1,
    because: '"small" read as a tenth or less of what every technique gives',
  },
  also: [
    {
      name: 'final over first loss without techniques, least of two networks',
      unit: 'ratio',
      of: ({ mlp, cnn: plain }) => Math.min(mlp.lossRatio, plain.lossRatio),
      rule: 'exceeds',
      margin: 0.8,
      because:
        '"slowly" read as less than a fifth of the loss gone, in steps in which the techniques remove half',
    },
    {
      name: 'final over first loss with a technique, largest of two networks and two techniques',
      unit: 'ratio',
      of: ({ mlpNorm, mlpSkip, cnnNorm, cnnSkip }) =>
        Math.max(...[mlpNorm, mlpSkip, cnnNorm, cnnSkip].map((run) => run.lossRatio)),
      rule: 'staysBelow',
      margin: 0.6,
      because: 'the steps must have been enough to train',
    },
  ],
  controls: {
    'the MLP without techniques, well initialised': { replace: 'mlp', with: 'mlpHe' },
    'the CNN without techniques, well initialised': { replace: 'cnn', with: 'cnnHe' },
  },
  curves,
});

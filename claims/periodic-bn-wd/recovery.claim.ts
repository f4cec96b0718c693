import { defineClaim, type Trajectory } from 'claimcheck';
import { destabilizations, periodMinima, summarizeDestabilizations } from 'claimcheck/measure';
import { classes } from './network.ts';
import { paper } from './paper.ts';
import { fullBatch } from './protocol.ts';
import { curves, type Size, trainingRuns } from './setting.ts';

/** A loss that counts as low: the paper's runs reach it in every period, guessing costs 1.39 nats. */
const lowLoss = 0.05;

/** How each event ended; one that is under way when the run ends has taken as long as it has lasted. */
function measure({ series }: Trajectory) {
  const { loss, norm } = series as { loss: ArrayLike<number>; norm: ArrayLike<number> };
  const found = destabilizations({ loss, norm, classes });
  const { recoverySteps, meanInterval, firstOnset } = summarizeDestabilizations(found, norm);
  const period = [meanInterval, firstOnset, loss.length].find(Number.isFinite)!;
  const minima = periodMinima(loss, found.events);
  const low = minima.filter((value) => value < lowLoss).length;
  const waits = found.events.map(({ onset, recovered }) => recovered - onset);
  const open = found.open ? loss.length - found.open.onset : 0;
  const last = Array.from(loss).slice(-Math.ceil(period));
  return {
    // A run without a completed period has returned from nothing.
    share: low / Math.max(1, minima.length),
    recoveryShare: recoverySteps / period,
    longestShare: Math.max(open, ...waits) / period,
    lowestAtEnd: Math.min(...last.map((value) => (Number.isFinite(value) ? value : 1e3))),
  };
}

const setting = { learningRate: 1, weightDecay: 0.02 };
/** Some periods are over by then, others to come. */
const from = 900;

export default defineClaim({
  id: 'periodic-bn-wd/recovery',
  revision: 2,
  states:
    'Each destabilization is followed by a new period that reaches a low loss again, never by complete divergence: it is ' +
    'the norm, thrown up, that ends it.',
  source: {
    paper,
    at: "abstract; figure on learning rates (the authors' notebook)",
    reading: 'abstract',
    version: 'arXiv v3',
    reported:
      '11 epochs in the median from a peak to 1.5 decades below, 22 at most, 17 % and 34 % of an interval at learning rate 0.03; ' +
      '5 % in the median at 0.01 (read off the figure)',
  },
  protocol: fullBatch,
  tiers: { smoke: { steps: 1500 } satisfies Size, standard: { steps: 6000 } satisfies Size },
  arms: {
    bnWd: trainingRuns(setting),
    fallingNorm: trainingRuns({ ...setting, norm: 'falling', keptFrom: from }),
    hotSphere: trainingRuns({ ...setting, norm: 'sphere', keptFrom: from, heated: { from, by: 32 } }),
  },
  measure,
  effect: {
    name: 'completed periods that reach a loss below 0.05',
    unit: 'share',
    of: ({ bnWd }) => bnWd.share,
    rule: 'exceeds',
    margin: 0.8,
    because: 'the statement is about every period; one in five may be cut short by the next event',
  },
  also: [
    {
      name: 'steps from the peak to recovery, median',
      unit: 'share of a period',
      of: ({ bnWd }) => bnWd.recoveryShare,
      rule: 'staysBelow',
      margin: 0.25,
      because: 'a period is mostly training: what recovering takes must be the smaller part of it by far',
    },
    {
      name: 'longest time from onset to recovery, or to the end of the run where an event is under way there',
      unit: 'share of a period',
      of: ({ bnWd }) => bnWd.longestShare,
      rule: 'staysBelow',
      margin: 0.5,
      because:
        'a third of an interval at most in the figure, from the peak; here from the onset, a little earlier',
    },
    {
      name: 'lowest loss within a period of the end',
      unit: 'nats',
      of: ({ bnWd }) => bnWd.lowestAtEnd,
      rule: 'staysBelow',
      margin: 0.7,
      because:
        'a run that has diverged stays at the loss of guessing, 1.39, or above it; half of that is far from both',
    },
  ],
  controls: {
    'norm that may fall but not rise, from step 900 on': { replace: 'bnWd', with: 'fallingNorm' },
    'norm fixed at a large effective learning rate, from step 900 on': { replace: 'bnWd', with: 'hotSphere' },
  },
  curves,
});

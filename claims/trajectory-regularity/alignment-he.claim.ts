import { defineClaim } from 'claimcheck';
import networks from './networks.runs.ts';
import { paper } from './paper.ts';
import { mlpAboveWalk } from './protocol.ts';

const { smoke, standard } = networks.tiers;

/** As `alignment`, from a start with which the plain network is trained as well and at the same speed. */
export default defineClaim({
  id: 'trajectory-regularity/alignment-he',
  revision: 1,
  states:
    "From He's start, with which an MLP trains without batch normalization too, batch normalization makes its updates better " +
    'aligned with the way to the end of the trajectory while the loss falls, at no loss of speed.',
  source: {
    paper,
    at: 'abstract, what the third and fourth finding are said to imply, and last sentence',
    reading: 'abstract',
    version: 'arXiv v1',
  },
  protocol: mlpAboveWalk,
  ...networks.of('mlpHe', 'mlpHeNorm', 'mlpHeAgain', 'mlpHeSlow', 'mlpHeNormWalk'),
  tiers: { smoke, standard },
  effect: {
    name: 'gamma over that of its random walk, batch normalization over plain',
    unit: 'decades',
    of: ({ mlpHe, mlpHeNorm }) => mlpHeNorm.overWalk - mlpHe.overWalk,
    rule: 'exceeds',
    margin: 0.1,
    because: 'a quarter more; two plain networks differ by less in 15 of 16 seeds',
  },
  also: [
    {
      name: 'mean loss with batch normalization over without',
      unit: 'ratio',
      of: ({ mlpHe, mlpHeNorm }) => mlpHeNorm.meanLoss / mlpHe.meanLoss,
      rule: 'staysBelow',
      margin: 1.2,
      because:
        'smaller steps are better aligned as well: a fifth more loss is the most that is no loss of speed',
    },
    {
      name: 'final over first loss, larger of the two',
      unit: 'ratio',
      of: ({ mlpHe, mlpHeNorm }) => Math.max(mlpHe.lossRatio, mlpHeNorm.lossRatio),
      rule: 'staysBelow',
      margin: 0.6,
      because: 'both are trained',
    },
  ],
  controls: {
    'the plain network drawn again': { replace: 'mlpHeNorm', with: 'mlpHeAgain' },
    'the plain network at two fifths of the learning rate': { replace: 'mlpHeNorm', with: 'mlpHeSlow' },
    'a random walk with the step lengths and losses of batch normalization': {
      replace: 'mlpHeNorm',
      with: 'mlpHeNormWalk',
    },
  },
});

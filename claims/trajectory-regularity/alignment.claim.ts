import { defineClaim } from 'claimcheck';
import networks from './networks.runs.ts';
import { equallyLong } from './panels.ts';
import { paper } from './paper.ts';
import { mlpAboveWalk } from './protocol.ts';

const { smoke, standard } = networks.tiers;

/** Direction alone: gamma over that of a random walk with the same step lengths and losses, and the alignment itself. */
export default defineClaim({
  id: 'trajectory-regularity/alignment',
  revision: 1,
  states:
    'From the default start, batch normalization makes the updates of an MLP better aligned with the way to the end of its ' +
    'trajectory.',
  source: {
    paper,
    at: 'abstract, what the third and fourth finding are said to imply, and last sentence',
    reading: 'abstract',
    version: 'arXiv v1',
  },
  protocol: mlpAboveWalk,
  expected: 'refuted',
  finding:
    'With batch normalization the updates are hardly better aligned than a random walk. Those of the plain network, which ' +
    'learns next to nothing, go the little way that they go ten times as straight.',
  ...networks.of('mlp', 'mlpNorm', 'mlpAgain', 'mlpNormWalk'),
  tiers: { smoke, standard },
  effect: {
    name: 'gamma over that of its random walk, batch normalization over plain',
    unit: 'decades',
    of: ({ mlp, mlpNorm }) => mlpNorm.overWalk - mlp.overWalk,
    rule: 'exceeds',
    margin: 0.1,
    because: "a quarter more; two plain networks from He's start differ by less in 15 of 16 seeds",
  },
  also: [
    {
      name: 'alignment, batch normalization over plain',
      unit: 'ratio',
      of: ({ mlp, mlpNorm }) => mlpNorm.alignmentMedian / mlp.alignmentMedian,
      rule: 'exceeds',
      margin: 1,
      because: 'better aligned, by however little',
    },
  ],
  requires: [
    equallyLong('mlp', 'mlpNorm'),
    {
      name: 'final over first loss with batch normalization',
      unit: 'ratio',
      of: ({ mlpNorm }) => mlpNorm.lossRatio,
      rule: 'staysBelow',
      margin: 0.6,
      because: 'the statement is about a training that succeeds with the technique',
    },
  ],
  controls: {
    'the plain network drawn again': { replace: 'mlpNorm', with: 'mlpAgain' },
    'a random walk with the step lengths and losses of batch normalization': {
      replace: 'mlpNorm',
      with: 'mlpNormWalk',
    },
  },
});

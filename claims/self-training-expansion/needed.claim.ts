import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { moons, network, oracle, placedMistakes, proxy } from './protocol.ts';
import runs from './students.runs.ts';
import { removed } from './students.ts';

const because =
  'the gain is gone when it is less than half of the one half that scattered mistakes must give in `student-wins`';

/**
 * The same number of wrong pseudolabels in three places, and the same students; the controls change nothing but how far
 * neighbourhoods reach, which is what the expansion of a set of mistakes depends on.
 */
export default defineClaim({
  id: 'self-training-expansion/needed',
  revision: 3,
  states:
    'Expansion is what the gain comes from: where the wrong pseudolabels fill a region, or are the majority of one, as many ' +
    'of them leave a consistent student no better than its pseudolabeler, unless neighbourhoods reach beyond the region.',
  source: {
    paper,
    at: 'limits that the authors name in their blog post of 2022 (figure 5); the converse is ours',
    reading: 'second-hand',
  },
  protocol: proxy(
    moons,
    network,
    placedMistakes,
    oracle,
    'mistakes placed in a region in place of limits that are stated without an experiment',
  ),
  ...runs.of('consistent', 'narrow', 'arc', 'arcWide', 'local', 'localWide'),
  effect: {
    name: 'share of the error that the student removes where the end of each moon is wrong',
    unit: 'share',
    of: ({ arc }) => removed(arc),
    rule: 'staysBelow',
    margin: 0.25,
    because,
  },
  also: [
    {
      name: 'the same where 85 % of a longer end are wrong',
      unit: 'share',
      of: ({ local }) => removed(local),
      rule: 'staysBelow',
      margin: 0.25,
      because,
    },
    {
      name: 'the same where the mistakes are scattered',
      unit: 'share',
      of: ({ consistent }) => removed(consistent),
      rule: 'exceeds',
      margin: 0.5,
      because:
        'the claim `student-wins`: it is the place of the mistakes that makes the difference, not the training',
    },
  ],
  requires: [
    {
      name: 'inconsistency of the students of contiguous mistakes, the larger over that with scattered ones',
      unit: 'ratio',
      of: ({ arc, local, consistent }) =>
        Math.max(arc.inconsistency, local.inconsistency) / consistent.inconsistency,
      rule: 'staysBelow',
      margin: 2,
      because: 'what fails must be consistent: within a factor of two of the student that gains',
    },
  ],
  controls: {
    'the end wrong, neighbourhoods that reach the whole class': { replace: 'arc', with: 'arcWide' },
    'a local majority wrong, neighbourhoods that reach the whole class': {
      replace: 'local',
      with: 'localWide',
    },
    'scattered mistakes, neighbourhoods without new noise': { replace: 'consistent', with: 'narrow' },
  },
});

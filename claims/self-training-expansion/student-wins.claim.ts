import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { moons, network, oracle, placedMistakes, proxy } from './protocol.ts';
import runs from './students.runs.ts';
import { removed } from './students.ts';

/**
 * Independent mistakes: every wrong pseudolabel has neighbours that are labelled right. Augmentations are an oracle: they
 * know which coordinates hold the class. The theorem is about consistent classifiers, whatever makes them so.
 */
export default defineClaim({
  id: 'self-training-expansion/student-wins',
  revision: 3,
  states:
    'A student that fits pseudolabels and is consistent over neighbourhoods that hold more of its class beats its ' +
    'pseudolabeler, whether a regularizer or fitting augmented points makes it so; without either it copies the mistakes.',
  source: {
    paper,
    at: 'abstract; objective (4.1); appendix E.2, where its parts are taken away',
    reading: 'second-hand',
    version: 'arXiv v5',
  },
  protocol: proxy(moons, network, placedMistakes, oracle),
  ...runs.of('consistent', 'augmented', 'plain', 'narrow', 'narrowAugmented'),
  effect: {
    name: "share of the pseudolabeler's error that the student with the regularizer removes",
    unit: 'share',
    of: ({ consistent }) => removed(consistent),
    rule: 'exceeds',
    margin: 0.5,
    because:
      'the bound 2 / (c - 1) Err(pseudolabels) at c = 5: half of the error, not a gain within the noise',
  },
  also: [
    {
      name: 'the same of the student of augmented points, without a regularizer',
      unit: 'share',
      of: ({ augmented }) => removed(augmented),
      rule: 'exceeds',
      margin: 0.5,
      because: 'the same bound: it does not ask where the consistency comes from',
    },
    {
      name: 'the same of the student without either',
      unit: 'share',
      of: ({ plain }) => removed(plain),
      rule: 'staysBelow',
      margin: 0.1,
      because: 'without consistency nothing is gained; a tenth is what 1000 new points can be off by',
    },
    {
      name: 'pseudolabels that the student without either does not fit',
      unit: 'share',
      of: ({ plain }) => plain.unfitted,
      rule: 'staysBelow',
      margin: 0.05,
      because: 'a copy: a quarter of the wrong labels at most are not learnt',
    },
    {
      name: 'inconsistency, the larger of the two over that without either',
      unit: 'ratio',
      of: ({ consistent, augmented, plain }) =>
        Math.max(consistent.inconsistency, augmented.inconsistency) / plain.inconsistency,
      rule: 'staysBelow',
      margin: 0.5,
      because: 'the second term of the objective is to be made small: half as large at least',
    },
  ],
  controls: {
    'a regularizer over neighbourhoods without new noise': { replace: 'consistent', with: 'narrow' },
    'augmented points without new noise': { replace: 'augmented', with: 'narrowAugmented' },
  },
});

import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { tiers } from './setting.ts';
import { curves, measure, removed, students } from './students.ts';

/** Independent mistakes: every wrong pseudolabel has neighbours that are labelled right. */
export default defineClaim({
  id: 'self-training-expansion/student-wins',
  revision: 2,
  states:
    'A student that fits pseudolabels and is consistent over neighbourhoods beats its pseudolabeler; without consistency it ' +
    'copies the mistakes.',
  source: {
    paper,
    at: 'abstract; objective (4.1); appendix E.2, where its parts are taken away',
    reading: 'second-hand',
    version: 'arXiv v5',
  },
  tiers,
  arms: {
    consistent: students('scattered', { consistency: 10 }),
    plain: students('scattered', { consistency: 0 }),
    narrow: students('scattered', { consistency: 10, noise: 'keep' }),
  },
  measure,
  effect: {
    name: "share of the pseudolabeler's error that the student removes",
    unit: 'share',
    of: ({ consistent }) => removed(consistent),
    rule: 'exceeds',
    margin: 0.5,
    because:
      'the bound 2 / (c - 1) Err(pseudolabels) at c = 5: half of the error, not a gain within the noise',
  },
  also: [
    {
      name: 'the same without consistency',
      unit: 'share',
      of: ({ plain }) => removed(plain),
      rule: 'staysBelow',
      margin: 0.1,
      because: 'without consistency nothing is gained; a tenth is what 1000 new points can be off by',
    },
    {
      name: 'pseudolabels that the student without consistency does not fit',
      unit: 'share',
      of: ({ plain }) => plain.unfitted,
      rule: 'staysBelow',
      margin: 0.05,
      because: 'a copy: a quarter of the wrong labels at most are not learnt',
    },
    {
      name: 'inconsistency, with over without consistency',
      unit: 'ratio',
      of: ({ consistent, plain }) => consistent.inconsistency / plain.inconsistency,
      rule: 'staysBelow',
      margin: 0.5,
      because: 'the second term of the objective is to be made small: half as large at least',
    },
  ],
  controls: {
    'neighbourhoods without new noise': { replace: 'consistent', with: 'narrow' },
  },
  curves,
});

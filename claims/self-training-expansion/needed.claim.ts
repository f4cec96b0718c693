import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { tiers } from './setting.ts';
import { curves, measure, removed, students } from './students.ts';

const because =
  'the gain is gone when it is less than half of the one half that scattered mistakes must give in `student-wins`';

/** The same number of wrong pseudolabels in three places. */
export default defineClaim({
  id: 'self-training-expansion/needed',
  revision: 2,
  states:
    'Expansion is what the gain comes from: where the wrong pseudolabels fill a region, or are the majority of one, as many ' +
    'of them leave a consistent student no better than its pseudolabeler.',
  source: {
    paper,
    at: 'limits that the authors name in their blog post of 2022 (figure 5); the converse is ours',
    reading: 'second-hand',
  },
  tiers,
  arms: {
    scattered: students('scattered', { consistency: 10 }),
    arc: students('arc', { consistency: 10 }),
    local: students('local', { consistency: 10 }),
    elsewhere: students('elsewhere', { consistency: 10 }),
    otherEnd: students('otherEnd', { consistency: 10 }),
  },
  measure,
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
      of: ({ scattered }) => removed(scattered),
      rule: 'exceeds',
      margin: 0.5,
      because:
        'the claim `student-wins`: it is the place of the mistakes that makes the difference, not the training',
    },
  ],
  controls: {
    'mistakes scattered anew in place of contiguous ones': { replace: 'arc', with: 'elsewhere' },
    'mistakes scattered anew in place of a local majority': { replace: 'local', with: 'elsewhere' },
    'mistakes at the other end of each moon in place of scattered ones': {
      replace: 'scattered',
      with: 'otherEnd',
    },
  },
  curves,
});

import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { plainError } from './protocol.ts';
import { type BatchSize, batchStudentRuns, errorCurves, measureError } from './students.ts';

const least = (alpha: number) => batchStudentRuns({ student: 'leastLength', alpha });
const decayed = (alpha: number, zeta = 0.05) => batchStudentRuns({ student: 'normalized', alpha, zeta });
const decades = (a: number, b: number): number => Math.log10(a / b);

const over = (half: number, one: number, three: number) =>
  [
    [0.5, half],
    [1, one],
    [3, three],
  ] as const;

/** Error against the number of samples per dimension, with a peak where samples and dimensions are as many. */
export default defineClaim({
  id: 'bn-regularization/generalization',
  revision: 2,
  states:
    'The error of a plain linear student peaks where samples and dimensions are as many; weight normalization with gamma ' +
    'decay has no such peak.',
  source: { paper, at: 'section 4, Fig. 1', reading: 'memory' },
  protocol: plainError,
  tiers: {
    smoke: { dimensions: 100, epochs: 1000 } satisfies BatchSize,
    standard: { dimensions: 150, epochs: 2000 } satisfies BatchSize,
  },
  arms: {
    least05: least(0.5),
    least10: least(1),
    least20: least(2),
    least30: least(3),
    decayed05: decayed(0.5),
    decayed10: decayed(1),
    decayed20: decayed(2),
    decayed30: decayed(3),
    withoutDecay10: decayed(1, 0),
  },
  measure: measureError,
  effect: {
    name: 'error at as many samples as dimensions, plain over decayed student',
    unit: 'decades',
    of: ({ least10, decayed10 }) => decades(least10.error, decayed10.error),
    rule: 'exceeds',
    margin: 0.3,
    because:
      'the plain error diverges there in theory; a factor of 2 is the least that can be called a peak removed',
  },
  also: [
    {
      name: 'peak of the plain student over the higher of half and three times the samples',
      unit: 'decades',
      of: ({ least05, least10, least30 }) => decades(least10.error, Math.max(least05.error, least30.error)),
      rule: 'exceeds',
      margin: 0.3,
      because: 'a factor of 2 is the least that can be called a peak',
    },
    {
      name: 'error of the decayed student, as many over half as many samples',
      unit: 'decades',
      of: ({ decayed05, decayed10 }) => decades(decayed10.error, decayed05.error),
      rule: 'staysBelow',
      margin: 0.3,
      because: 'a factor of 2 would be a peak, as above',
    },
    {
      name: 'distance of the decayed student from ridge regression, largest of three',
      unit: 'decades',
      of: ({ decayed05, decayed10, decayed30 }) =>
        Math.max(
          ...[decayed05, decayed10, decayed30].map(({ error, ridge }) => Math.abs(decades(error, ridge))),
        ),
      rule: 'staysWithin',
      margin: 0.05,
      because: 'they are the same problem: 12 % is what may be left of the training',
    },
  ],
  controls: {
    'twice the samples': [
      { replace: 'least10', with: 'least20' },
      { replace: 'decayed10', with: 'decayed20' },
    ],
    'weight normalization without decay': { replace: 'decayed10', with: 'withoutDecay10' },
  },
  figures: {
    'error against samples per dimension': {
      x: { label: 'samples per dimension', scale: 'log' },
      y: { label: 'squared distance to the teacher', scale: 'log' },
      lines: (arms) => ({
        'plain (least length)': over(arms.least05.error, arms.least10.error, arms.least30.error),
        'gamma decay': over(arms.decayed05.error, arms.decayed10.error, arms.decayed30.error),
        'ridge regression': over(arms.decayed05.ridge, arms.decayed10.ridge, arms.decayed30.ridge),
      }),
    },
  },
  curves: errorCurves,
});

import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { measureStudent, studentCurves, studentRuns, type StudentSize } from './teacher-student.ts';

const onSphere = (learningRate: number, zeta: number) =>
  studentRuns({ student: 'sphere', learningRate, zeta });

/** The weights stay at length 1, so that the learning rate is the effective one. */
export default defineClaim({
  id: 'bn-regularization/decay-at-high-lr',
  revision: 1,
  states:
    'Gamma decay raises the maximum learning rate: above the limit of weight normalization more decay learns more.',
  source: { paper, at: 'abstract, second point', reading: 'abstract' },
  tiers: {
    smoke: { dimensions: 100, time: 40 } satisfies StudentSize,
    standard: { dimensions: 300, time: 40 } satisfies StudentSize,
  },
  arms: {
    without: onSphere(8, 0),
    quarter: onSphere(8, 0.25),
    half: onSphere(8, 0.5),
    one: onSphere(8, 1),
    slowWithout: onSphere(1.8, 0),
    slowQuarter: onSphere(1.8, 0.25),
    slowHalf: onSphere(1.8, 0.5),
    slowOne: onSphere(1.8, 1),
  },
  measure: measureStudent,
  effect: {
    name: 'overlap with the teacher at learning rate 8, zeta = 1 less zeta = 0',
    unit: '1',
    of: ({ one, without }) => one.overlap - without.overlap,
    rule: 'exceeds',
    margin: 0.05,
    because:
      'the limits are 2 and 2 (1 + 2 zeta): a twentieth of the whole overlap is the least worth the name',
  },
  also: [
    {
      name: 'least gain from one decay to the next, zeta 0, 0.25, 0.5, 1',
      unit: '1',
      of: ({ without, quarter, half, one }) =>
        Math.min(
          quarter.overlap - without.overlap,
          half.overlap - quarter.overlap,
          one.overlap - half.overlap,
        ),
      rule: 'exceeds',
      margin: 0,
      because: 'the limit rises with zeta throughout',
    },
  ],
  controls: {
    'learning rate 1.8, below every limit': [
      { replace: 'without', with: 'slowWithout' },
      { replace: 'quarter', with: 'slowQuarter' },
      { replace: 'half', with: 'slowHalf' },
      { replace: 'one', with: 'slowOne' },
    ],
  },
  figures: {
    'overlap against decay': {
      x: { label: 'zeta' },
      y: { label: 'overlap with the teacher at the end' },
      lines: (arms) => ({
        'learning rate 8': [
          [0, arms.without.overlap],
          [0.25, arms.quarter.overlap],
          [0.5, arms.half.overlap],
          [1, arms.one.overlap],
        ],
        'learning rate 1.8': [
          [0, arms.slowWithout.overlap],
          [0.25, arms.slowQuarter.overlap],
          [0.5, arms.slowHalf.overlap],
          [1, arms.slowOne.overlap],
        ],
      }),
    },
  },
  curves: studentCurves,
});

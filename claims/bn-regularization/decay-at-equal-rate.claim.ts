import { defineClaim } from 'claimcheck';
import { settledGamma } from './dynamics.ts';
import { paper } from './paper.ts';
import { online } from './protocol.ts';
import { measureStudent, studentCurves, studentRuns, type StudentSize } from './teacher-student.ts';

/** Weights of length 1, whose step is held at kappa = 3: above the limit of 2 without decay, below that of zeta = 0.5 and 1. */
const atRate = (zeta: number) =>
  studentRuns({ student: 'sphere', learningRate: 0.2, zeta, effectiveRate: 3 });

export default defineClaim({
  id: 'bn-regularization/decay-at-equal-rate',
  revision: 1,
  states:
    'Gamma decay raises the maximum effective learning rate: at one effective learning rate above the limit of weight ' +
    'normalization decay learns more.',
  source: { paper, at: 'abstract, second point', reading: 'abstract' },
  protocol: online,
  expected: 'refuted',
  finding:
    'At one effective rate more decay learns less. The error that decay leaves at a full overlap moves the weights away ' +
    'from it, by more than the higher limit holds them there.',
  tiers: {
    smoke: { dimensions: 100, time: 40 } satisfies StudentSize,
    standard: { dimensions: 300, time: 40 } satisfies StudentSize,
  },
  arms: { without: atRate(0), quarter: atRate(0.25), half: atRate(0.5), one: atRate(1) },
  measure: measureStudent,
  effect: {
    name: 'overlap with the teacher, the best of zeta = 0.25, 0.5 and 1 less zeta = 0',
    unit: '1',
    of: ({ without, quarter, half, one }) =>
      Math.max(quarter.overlap, half.overlap, one.overlap) - without.overlap,
    rule: 'exceeds',
    margin: 0.05,
    because: 'a twentieth of the whole overlap, as in `decay-at-high-lr`',
  },
  requires: [
    {
      name: 'distance of gamma from R / (1 + 2 zeta), the largest of four',
      unit: 'gamma',
      of: ({ without, quarter, half, one }) =>
        Math.max(
          Math.abs(without.gamma - settledGamma(0, without.overlap)),
          Math.abs(quarter.gamma - settledGamma(0.25, quarter.overlap)),
          Math.abs(half.gamma - settledGamma(0.5, half.overlap)),
          Math.abs(one.gamma - settledGamma(1, one.overlap)),
        ),
      rule: 'staysBelow',
      margin: 0.05,
      because: 'students that have settled, each at its decay: as in `simulated-fixed-point`',
    },
    {
      name: 'effective learning rate, the highest of four over the lowest',
      unit: 'ratio',
      of: ({ without, quarter, half, one }) => {
        const rates = [without, quarter, half, one].map(({ rate }) => rate);
        return Math.max(...rates) / Math.min(...rates);
      },
      rule: 'staysBelow',
      margin: 1.05,
      because: 'one rate; gamma is a third at zeta = 1 of what it is without decay',
    },
  ],
  controls: {
    'decays in the opposite order': [
      { replace: 'without', with: 'one' },
      { replace: 'quarter', with: 'half' },
      { replace: 'half', with: 'quarter' },
      { replace: 'one', with: 'without' },
    ],
  },
  figures: {
    'overlap against decay': {
      x: { label: 'zeta' },
      y: { label: 'overlap with the teacher at the end' },
      lines: ({ without, quarter, half, one }) => ({
        'effective rate 3': [
          [0, without.overlap],
          [0.25, quarter.overlap],
          [0.5, half.overlap],
          [1, one.overlap],
        ],
      }),
    },
  },
  curves: studentCurves,
});

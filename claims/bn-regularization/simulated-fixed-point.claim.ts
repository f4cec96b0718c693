import { defineClaim } from 'claimcheck';
import { settledGamma } from './dynamics.ts';
import { paper } from './paper.ts';
import { online } from './protocol.ts';
import { measureStudent, studentCurves, studentRuns, type StudentSize } from './teacher-student.ts';

const learnt = (zeta: number) => studentRuns({ student: 'normalized', learningRate: 1, zeta });

/** Online descent in a finite dimension against the fixed point of the infinite one. */
export default defineClaim({
  id: 'bn-regularization/simulated-fixed-point',
  revision: 1,
  states:
    'Learning with weight normalization and gamma decay zeta gamma^2 settles at gamma = R / (1 + 2 zeta).',
  source: { paper, at: 'section 3, Table 1', reading: 'memory' },
  protocol: online,
  tiers: {
    smoke: { dimensions: 100, time: 40 } satisfies StudentSize,
    standard: { dimensions: 300, time: 40 } satisfies StudentSize,
  },
  arms: { none: learnt(0), quarter: learnt(0.25), half: learnt(0.5), one: learnt(1) },
  measure: measureStudent,
  effect: {
    name: 'largest distance of gamma from R / (1 + 2 zeta), zeta 0, 0.25, 0.5, 1',
    unit: 'gamma',
    of: ({ none, quarter, half, one }) =>
      Math.max(
        Math.abs(none.gamma - settledGamma(0, none.overlap)),
        Math.abs(quarter.gamma - settledGamma(0.25, quarter.overlap)),
        Math.abs(half.gamma - settledGamma(0.5, half.overlap)),
        Math.abs(one.gamma - settledGamma(1, one.overlap)),
      ),
    rule: 'staysBelow',
    margin: 0.05,
    because:
      'a fifth of the least distance between the four fixed points, from 1/2 to 1/3 to within a third of it',
  },
  controls: {
    'twice the decay': [
      { replace: 'quarter', with: 'half' },
      { replace: 'half', with: 'one' },
    ],
    'a quarter of the decay': { replace: 'one', with: 'quarter' },
  },
  figures: {
    'gamma against decay': {
      x: { label: 'zeta' },
      y: { label: 'gamma at the end' },
      lines: ({ none, quarter, half, one }) => {
        const arms = [
          [0, none],
          [0.25, quarter],
          [0.5, half],
          [1, one],
        ] as const;
        return {
          learnt: arms.map(([zeta, { gamma }]) => [zeta, gamma] as const),
          'R / (1 + 2 zeta)': arms.map(([zeta, { overlap }]) => [zeta, settledGamma(zeta, overlap)] as const),
        };
      },
    },
  },
  curves: { gamma: { label: 'gamma' }, ...studentCurves },
});

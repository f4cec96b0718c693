import { defineClaim } from 'claimcheck';
import { paper } from './paper.ts';
import { online } from './protocol.ts';
import { measureStudent, studentCurves, studentRuns, type StudentSize } from './teacher-student.ts';

const normalized = (learningRate: number) => studentRuns({ student: 'normalized', learningRate });
const sphere = (learningRate: number) => studentRuns({ student: 'sphere', learningRate });
const plain = (learningRate: number) => studentRuns({ student: 'plain', learningRate });

/** Learning rates below and far above 2, the limit of a plain linear student. */
export default defineClaim({
  id: 'bn-regularization/effective-lr',
  revision: 1,
  states:
    'A normalized student adapts its effective learning rate through the length of its weights and learns at rates at ' +
    'which a plain one diverges.',
  source: { paper, at: 'abstract, second point', reading: 'abstract' },
  protocol: online,
  tiers: {
    smoke: { dimensions: 100, time: 40 } satisfies StudentSize,
    standard: { dimensions: 300, time: 40 } satisfies StudentSize,
  },
  arms: {
    normalized1: normalized(1),
    normalized3: normalized(3),
    normalized10: normalized(10),
    normalized30: normalized(30),
    plain15: plain(1.5),
    plain3: plain(3),
    sphere10: sphere(10),
    sphere30: sphere(30),
  },
  measure: measureStudent,
  effect: {
    name: 'least overlap with the teacher, learning rates 1, 3, 10, 30',
    unit: '1',
    of: ({ normalized1, normalized3, normalized10, normalized30 }) =>
      Math.min(normalized1.overlap, normalized3.overlap, normalized10.overlap, normalized30.overlap),
    rule: 'exceeds',
    margin: 0.95,
    because: 'nine tenths of the squared length of the teacher are learnt (0.95^2 = 0.90)',
  },
  also: [
    {
      name: 'squared distance of the plain student to the teacher, learning rate 3',
      unit: 'decades',
      of: ({ plain3 }) => plain3.error,
      rule: 'exceeds',
      margin: 1,
      because: 'students start at a squared distance of 2: five times that has diverged',
    },
  ],
  controls: {
    'weights put back to length 1': [
      { replace: 'normalized10', with: 'sphere10' },
      { replace: 'normalized30', with: 'sphere30' },
    ],
    'the plain student below its limit': { replace: 'plain3', with: 'plain15' },
  },
  figures: {
    'overlap against learning rate': {
      x: { label: 'learning rate', scale: 'log' },
      y: { label: 'overlap with the teacher at the end' },
      lines: (arms) => ({
        'length free': [
          [1, arms.normalized1.overlap],
          [3, arms.normalized3.overlap],
          [10, arms.normalized10.overlap],
          [30, arms.normalized30.overlap],
        ],
        'length put back to 1': [
          [1, NaN],
          [3, NaN],
          [10, arms.sphere10.overlap],
          [30, arms.sphere30.overlap],
        ],
      }),
    },
  },
  curves: studentCurves,
});

import fc from 'fast-check';
import { type CaseResult, defineInvariant, logEven } from 'claimcheck';
import { zigzag } from 'claimcheck/measure';
import { paper } from './paper.ts';

interface Case {
  /** eta lambda */
  readonly product: number;
  /** eta^2 times the squared effective gradient norm. */
  readonly push: number;
  /** Squared norm at the start over its value in equilibrium. */
  readonly start: number;
}

/** Size of the next push from the squared norm and the push before. */
type Gradient = (square: number, push: number, value: Case) => number;

const cases: fc.Arbitrary<Case> = fc.record({
  product: logEven(1e-3, 0.1),
  push: logEven(1e-6, 1e3),
  start: logEven(1e-2, 1e2),
});

const equilibrium = ({ push, product }: Case): number => Math.sqrt(push / (1 - (1 - product) ** 2));

/** Runs s' = a^2 s + b / s, s the squared norm: whether it settles at its fixed point without a rise that goes back. */
function check(value: Case, gradient: Gradient): CaseResult {
  const fixed = equilibrium(value);
  const logarithms: number[] = [];
  let square = value.start * fixed;
  let push = value.push;
  for (let step = 0; step < 30 / value.product; step++) {
    square = (1 - value.product) ** 2 * square + push / square;
    push = gradient(square, push, value);
    logarithms.push(Math.log10(square / fixed));
  }
  const cycles = zigzag(logarithms, 0.01).filter(({ recovered }) => recovered !== undefined).length;
  const error = Math.abs(logarithms.at(-1)!);
  return { holds: cycles === 0 && error <= 1e-9, ...(Number.isFinite(error) && { error }) };
}

/** As a network that fits its data: the gradient vanishes while the effective rate is small, and explodes above. */
const fitted: Gradient = (square, push, value) =>
  square < equilibrium(value) / 10 ? value.push : Math.max(push * 0.5, 1e-12 * value.push);

export default defineInvariant({
  id: 'periodic-bn-wd/constant-gradient',
  revision: 2,
  states:
    'Under an effective gradient of constant size the norm goes to an equilibrium and never cycles: periods need a ' +
    'gradient that becomes small and large in turn.',
  source: { paper, at: 'abstract, last sentence', reading: 'abstract', version: 'arXiv v3' },
  runs: { smoke: 200, standard: 2000 },
  cases,
  property: (value) => check(value, (_, push) => push),
  mutants: {
    'a gradient that vanishes until the norm is small': {
      property: (value) => check(value, fitted),
      killedShare: 0.95,
    },
    'a gradient that halves once': {
      property: (value) => check(value, (_, __, { push }) => push / 2),
      killedShare: 0.95,
    },
  },
});

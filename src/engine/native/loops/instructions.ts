import type { V2, V3 } from '../x64/index.ts';
import type { VectorOp } from '../../plan/expressions/expression.ts';

/**
 * The x86 instruction for an operation. `swapped` is set if the operands commute: true, or the immediate (comparison
 * predicate) that goes with swapped operands.
 */
export type Instruction =
  | { readonly form: 'two'; readonly name: V3; readonly immediate?: number; readonly swapped?: true | number }
  | { readonly form: 'one'; readonly name: V2; readonly immediate?: number }
  | { readonly form: 'shift'; readonly name: 'vpslld' | 'vpsrld' | 'vpsrad' }
  | { readonly form: 'fma' | 'select' | 'lookup' | 'copy' | 'leaf' };

const two = (name: V3): Instruction => ({ form: 'two', name });
const commutative = (name: V3): Instruction => ({ form: 'two', name, swapped: true });
const one = (name: V2, immediate?: number): Instruction =>
  immediate === undefined ? { form: 'one', name } : { form: 'one', name, immediate };
/** Predicates of vcmpps: the quiet, ordered ones, and for `notEqual` the unordered one. */
const compare = (immediate: number, swapped = immediate): Instruction => ({
  form: 'two',
  name: 'vcmpps',
  immediate,
  swapped,
});

/** Instruction selection: operations of expressions, and `copy`, which the schedule adds. */
export const instructions: Readonly<Record<VectorOp | 'copy', Instruction>> = {
  add: commutative('vaddps'),
  sub: two('vsubps'),
  mul: commutative('vmulps'),
  div: two('vdivps'),
  min: two('vminps'),
  max: two('vmaxps'),
  and: commutative('vandps'),
  or: commutative('vorps'),
  xor: commutative('vxorps'),
  andNot: two('vandnps'),
  equal: compare(0),
  notEqual: compare(4),
  less: compare(17, 30),
  lessEqual: compare(18, 29),
  unordered: compare(3),
  addInteger: commutative('vpaddd'),
  subInteger: two('vpsubd'),
  mulInteger: commutative('vpmulld'),
  minInteger: commutative('vpminsd'),
  maxInteger: commutative('vpmaxsd'),
  equalInteger: commutative('vpcmpeqd'),
  greaterInteger: two('vpcmpgtd'),
  sqrt: one('vsqrtps'),
  floor: one('vroundps', 9),
  ceil: one('vroundps', 10),
  round: one('vroundps', 8),
  toFloat: one('vcvtdq2ps'),
  toInteger: one('vcvttps2dq'),
  shiftLeft: { form: 'shift', name: 'vpslld' },
  shiftRight: { form: 'shift', name: 'vpsrld' },
  shiftRightSigned: { form: 'shift', name: 'vpsrad' },
  shiftLeftBy: two('vpsllvd'),
  fma: { form: 'fma' },
  select: { form: 'select' },
  lookup: { form: 'lookup' },
  copy: { form: 'copy' },
  load: { form: 'leaf' },
  constant: { form: 'leaf' },
};

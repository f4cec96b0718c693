import type { Reduction } from '../../plan/kernels.ts';
import { type Assembler, type Memory, type V3, type Vec } from '../x64/index.ts';

/** The operator of a reduction. */
export interface Combiner {
  /** Identity element, as bits. */
  readonly identity: number;
  readonly isFloatSum: boolean;
  /** Emits to = a op b. `b` is not `temporary`; `to` may be `a` or `b`. */
  readonly combine: (asm: Assembler, to: Vec, a: Vec, b: Vec | Memory, temporary: Vec) => void;
}

const one = 0x3f800000;
const infinity = 0x7f800000;
const minusInfinity = 0xff800000 | 0;

const by = (name: V3, identity: number, isFloatSum = false): Combiner => ({
  identity,
  isFloatSum,
  combine: (asm, to, a, b) => asm.v3(name, to, a, b),
});

/** Propagates NaN: the instruction gives b if either is NaN, so where a is NaN all bits are set, which is a NaN. */
const extreme = (name: 'vmaxps' | 'vminps', identity: number): Combiner => ({
  identity,
  isFloatSum: false,
  combine: (asm, to, a, b, temporary) => {
    asm.v3('vcmpps', temporary, a, a, 3);
    asm.v3(name, to, a, b);
    asm.v3('vorps', to, to, temporary);
  },
});

const onFloats: Readonly<Record<Reduction, Combiner>> = {
  sum: by('vaddps', 0, true),
  prod: by('vmulps', one),
  max: extreme('vmaxps', minusInfinity),
  min: extreme('vminps', infinity),
};

const onIntegers: Readonly<Record<Reduction, Combiner>> = {
  sum: by('vpaddd', 0),
  prod: by('vpmulld', 1),
  max: by('vpmaxsd', -(2 ** 31)),
  min: by('vpminsd', 2 ** 31 - 1),
};

export const combinerOf = (reduction: Reduction, integer: boolean): Combiner =>
  (integer ? onIntegers : onFloats)[reduction];

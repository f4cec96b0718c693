import type { Arithmetic } from '../arithmetic.ts';
import type { Value } from '../expression.ts';
import { oneMinusExp } from './exponential.ts';

const border = 0.92;
/** Minimax fits. erf x = x + x (c[0] + c[1] x^2 + ...) up to the border: relative error 2^-26. */
const small = [
  0.12837915122509003, -0.37612488865852356, 0.11281730234622955, -0.026762915775179863, 0.004987264983355999,
  -0.0005959128611721098,
];
/** erf x = 1 - e^(x (c[0] + c[1] x + ...)) from there to 4, where it rounds to 1: relative error 2^-28. */
const large = [
  -1.128514364361763, -0.6357182860374451, -0.1052619144320488, 0.022890038788318634, -0.003214990720152855,
  0.00021399103570729494,
];

export function erf(m: Arithmetic, x: Value): Value {
  const size = m.abs(x);
  const square = m.mul(x, x);
  const near = m.fma(m.polynomial(square, small), size, size);
  const bounded = m.atMost(4, size);
  const far = oneMinusExp(m, m.mul(m.polynomial(bounded, large), bounded));
  return m.or(m.select(m.less(size, m.float(border)), near, far), m.sign(x));
}

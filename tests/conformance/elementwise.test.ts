import { binaryCases } from './cases/binary.ts';
import { parametricCases } from './cases/parametric.ts';
import { unaryCases } from './cases/unary.ts';
import { checkKernel } from './check-kernel.ts';

[...unaryCases, ...parametricCases, ...binaryCases].forEach(checkKernel);

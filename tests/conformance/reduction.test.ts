import { reductionCases } from './cases/reduction.ts';
import { checkKernel } from './check-kernel.ts';

reductionCases.forEach(checkKernel);

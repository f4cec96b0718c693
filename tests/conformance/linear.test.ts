import { linearCases } from './cases/linear.ts';
import { checkKernel } from './check-kernel.ts';

linearCases.forEach(checkKernel);

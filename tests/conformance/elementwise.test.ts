import { elementwiseCases } from './cases/elementwise.ts';
import { checkKernel } from './check-kernel.ts';

elementwiseCases.forEach(checkKernel);

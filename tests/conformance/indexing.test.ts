import { indexingCases } from './cases/indexing.ts';
import { checkKernel } from './check-kernel.ts';

indexingCases.forEach(checkKernel);

import { replicaCases } from './cases/replica.ts';
import { checkKernel } from './check-kernel.ts';

replicaCases.forEach(checkKernel);

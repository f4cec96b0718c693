import { movementCases } from './cases/movement.ts';
import { checkKernel } from './check-kernel.ts';

movementCases.forEach(checkKernel);

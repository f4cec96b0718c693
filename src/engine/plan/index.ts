export { bindingWords, contextSlots, firstTable } from './context-slots.ts';
export type { Kernel, Share } from './kernels.ts';
export { NoKernelError } from './no-kernel-error.ts';
export { type Plan, type PlannedKernelCode, type Slot, type TableSlot } from './plan.ts';
export { planStep } from './plan-step.ts';

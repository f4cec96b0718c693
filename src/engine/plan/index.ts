export { bindingWords, contextSlots, firstTable } from './context-slots.ts';
export type { Kernel, Share } from './kernels.ts';
export { type Plan, type PlannedKernelCode, planProgram, type Slot, type TableSlot } from './plan.ts';
export { NoMachineCodeError } from './unsupported.ts';

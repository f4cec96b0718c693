export * from './canary/index.ts';
export * from './contract.ts';
export { UnsupportedKernelError, StepError } from './errors.ts';
export { type IdCheck, idCheckOf } from './host-ids.ts';
export { packageVersion } from './package-version.ts';
export * from './profile/index.ts';
export * from './select.ts';
export * from './stand-in.ts';
export * from './types.ts';

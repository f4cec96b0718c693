import { inject } from 'vitest';

/** The engine that is held against the reference. */
export const testedEngine = inject('engine');

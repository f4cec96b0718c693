import fc from 'fast-check';
import { inject } from 'vitest';

/** The same cases in every run: a change is judged by what it changes, and a failure comes back when it is looked for. */
const seed = inject('fuzzSeed');
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });

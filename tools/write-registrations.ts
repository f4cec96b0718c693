import { fileURLToPath } from 'node:url';
import { writeFileAtomic } from '#core';
import { bundleRegistrations } from './bundle-registrations.ts';

/** `npm ci` runs this: the module is made from the installed TensorFlow.js, and not kept in the repository. */
writeFileAtomic(
  fileURLToPath(new URL('../src/ops/tfjs-registrations.ts', import.meta.url)),
  await bundleRegistrations(),
);

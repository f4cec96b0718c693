import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { bundleRegistrations } from '../../tools/bundle-registrations.ts';

it('is what the installed TF.js has', async () => {
  const written = readFileSync(new URL('../../src/ops/tfjs-registrations.ts', import.meta.url), 'utf8');
  expect(written === (await bundleRegistrations()), 'npm run prepare writes it anew').toBe(true);
});

import { expect, it } from 'vitest';
import { bundleRegistrations } from './bundle-registrations.ts';

it('is what the installed TF.js has', async () => {
  await expect(await bundleRegistrations()).toMatchFileSnapshot('../../src/ops/tfjs-registrations.ts');
});

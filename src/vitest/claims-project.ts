import { fileURLToPath } from 'node:url';
import type { TestProjectInlineConfiguration } from 'vitest/config';
import { judgingSettings, type ClaimsOptions } from './claims-options.ts';
import { judgingPlugin } from './judging-plugin.ts';
import { ownFile } from './own-file.ts';

/**
 * A project of vitest whose tests are the claims of a folder: `defineConfig({ test: { projects: [claimsProject()] } })`. They
 * are judged as `claimcheck verify` does it, into the same evidence, badges and summary; evidence that still holds is
 * kept. Environment variables (CLAIMCHECK_TIER and others) go before the options.
 */
export function claimsProject(options: ClaimsOptions = {}): TestProjectInlineConfiguration {
  const { name = 'claims', only = ['**/*'] } = options;
  const settings = judgingSettings(options, process.env);
  return {
    plugins: [judgingPlugin(settings)],
    test: {
      name,
      include: only.map((id) => `${settings.claims}/${id}.{claim,invariant}.ts`),
      runner: fileURLToPath(ownFile('./claim-runner', import.meta.url)),
      // Tests only wait for verdicts: threads take less than processes, and no time is too long.
      pool: 'threads',
      isolate: false,
      testTimeout: 0,
    },
  };
}

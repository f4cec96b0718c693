import { defineConfig } from 'vitest/config';

// The tests of the claims project itself point it at toy claims.
const claims = process.env.CLAIMCHECK_CLAIMS ?? 'claims';

const shared = { pool: 'forks', retry: 0, environment: 'node' } as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/conformance/**'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'conformance',
          include: ['tests/conformance/**/*.test.ts'],
          testTimeout: 180_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'claims',
          include: [`${claims}/**/*.{claim,invariant}.ts`],
          runner: './src/runner/vitest-runner.ts',
          testTimeout: 3_600_000,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      thresholds: { 'src/stats/**': { lines: 95 }, 'src/claim/**': { lines: 95 } },
    },
  },
});

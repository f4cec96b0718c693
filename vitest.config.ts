import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { claimsProject } from './src/vitest/claims-project.ts';
import { isPlainRun, quick, quickNote } from './tools/quick-run.ts';
import { testsAlone } from './tools/tests-alone.ts';

// The tests of the claims project itself point it at toy claims.
const claims = process.env.CLAIMCHECK_CLAIMS ?? 'claims';

// Another whole number generates other cases; `random` new ones in every run.
const fuzzSeed = process.env.CLAIMCHECK_FUZZ_SEED ?? '20210615';

const tests = {
  setupFiles: ['tests/pinned-seed.ts'],
  provide: {
    engine: 'cpu' as const,
    fuzzSeed: fuzzSeed === 'random' ? undefined : Number(fuzzSeed),
    // Programs that run between guard pages, on each side.
    fuzzRuns: Number(process.env.CLAIMCHECK_FUZZ_RUNS ?? 120),
  },
};

// Claims import this package by its name, which leads to its sources here.
const conditions = ['claimcheck-source', ...defaultServerConditions];

// What a hook prepares takes as long as a test does on busy cores: a browser starts, claims are judged.
const shared = { pool: 'forks', retry: 0, environment: 'node', hookTimeout: 180_000 } as const;

/** Files that share processes, group after group: a process is kept for the next file where that is of the same project. */
const inTurn = (groupOrder: number) => ({ isolate: false, sequence: { groupOrder } });

declare module 'vitest' {
  interface ProvidedContext {
    fuzzSeed: number | undefined;
    fuzzRuns: number;
    /** The engine that conformance is tested of. */
    engine: 'cpu' | 'webgpu';
  }
}

const plain = isPlainRun(process.argv);
if (plain) process.stderr.write(quickNote);

/** What a run that names nothing runs. */
const quickProjects = [
  {
    ssr: { resolve: { conditions } },
    test: { ...shared, ...tests, name: 'quick', include: quick.tests, isolate: false, testTimeout: 60_000 },
  },
  claimsProject({ claims, only: quick.claims }),
];

export default defineConfig({
  test: {
    projects: plain
      ? quickProjects
      : [
          {
            ssr: { resolve: { conditions } },
            test: {
              ...shared,
              ...tests,
              ...inTurn(0),
              name: 'unit',
              include: ['tests/**/*.test.ts'],
              exclude: [...testsAlone, 'tests/conformance/**', 'tests/package/**'],
              testTimeout: 180_000,
            },
          },
          {
            ssr: { resolve: { conditions } },
            test: {
              ...shared,
              ...tests,
              sequence: { groupOrder: 1 },
              name: 'alone',
              include: testsAlone,
              // To end what hangs: on busy cores a test that runs a dozen commands takes a minute.
              testTimeout: 180_000,
            },
          },
          {
            // The package as others install it, from the registry: no other test needs a network.
            test: {
              ...shared,
              name: 'package',
              include: ['tests/package/**/*.test.ts'],
              testTimeout: 60_000,
            },
          },
          {
            ssr: { resolve: { conditions } },
            test: {
              ...shared,
              ...tests,
              ...inTurn(2),
              name: 'conformance',
              include: ['tests/conformance/**/*.test.ts'],
              testTimeout: 180_000,
            },
          },
          {
            // The same on the library that other machines use.
            ssr: { resolve: { conditions } },
            test: {
              ...shared,
              ...tests,
              ...inTurn(3),
              name: 'conformance-onnxruntime',
              include: ['tests/conformance/**/*.test.ts'],
              env: { CLAIMCHECK_NATIVE: '0' },
              testTimeout: 180_000,
            },
          },
          {
            // On a GPU, or on the software adapter where CLAIMCHECK_WEBGPU_ADAPTER allows it; skipped where there is neither.
            ssr: { resolve: { conditions } },
            test: {
              ...shared,
              ...tests,
              ...inTurn(4),
              name: 'conformance-webgpu',
              include: ['tests/conformance/**/*.test.ts'],
              exclude: ['tests/conformance/coverage.test.ts'],
              setupFiles: [...tests.setupFiles, 'tests/conformance/skip-without-adapter.ts'],
              provide: { ...tests.provide, engine: 'webgpu' },
              testTimeout: 180_000,
            },
          },
          claimsProject({ claims }),
        ],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      thresholds: { 'src/stats/**': { lines: 95 }, 'src/claim/**': { lines: 95 } },
    },
  },
});

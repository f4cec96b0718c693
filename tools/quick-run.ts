import { basename } from 'node:path';
import { parseCLI } from 'vitest/node';

/** What runs when nobody says what: tests that take next to nothing, and claims that are judged within seconds. */
export const quick = {
  tests: ['tests/{core,stats,report}/**/*.test.ts'],
  claims: [
    'bn-regularization/fixed-point',
    'normalized-sgd/escape-vanishing-noise',
    'periodic-bn-wd/recovery',
  ],
};

/** Options of vitest that say what is to run, or that it is another thing than running. */
const naming = [
  'changed',
  'clearCache',
  'coverage',
  'dir',
  'listTags',
  'mergeReports',
  'project',
  'related',
  'shard',
  'standalone',
  'tagsFilter',
  'testNamePattern',
];

/** Whether vitest was started without any word on what to run: `npx vitest`, `npx vitest run`, whatever the reporter. */
export function isPlainRun([, script = '', ...args]: readonly string[]): boolean {
  if (!/^vitest(\.mjs)?$/.test(basename(script))) return false;
  const [command] = args;
  if (command !== undefined && !command.startsWith('-') && !['run', 'watch', 'dev'].includes(command))
    return false;
  const { filter, options } = parseCLI(['vitest', ...args]);
  return filter.length === 0 && !naming.some((name) => name in options);
}

/** What a visitor is told of a plain run. */
export const quickNote = `quick run: the tests of tests/{core,stats,report} and ${quick.claims.length} claims. For more:
  npm test                                     all tests of the software
  npx vitest tests/engine                      some of them, watching
  npx vitest run --project claims              all claims; or a part of an id, as in: claims periodic
`;

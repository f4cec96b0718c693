/**
 * Tests that need a process to themselves: they start and end processes, enter other folders, or replace modules. All others
 * share processes, where TensorFlow.js and the sources are loaded once and not once a file.
 */
export const testsAlone = [
  'tests/*.test.ts',
  'tests/{bench,calibration,cli,command,docs,e2e,pages,public,runner,scaffold,tools,vitest}/**/*.test.ts',
  'tests/claim/generated-cases.test.ts',
  'tests/claims/lamb/sabotage.test.ts',
  'tests/claims/relu-support-vectors/without-inequalities.test.ts',
  'tests/claims/sgd-effective-noise/other-chain.test.ts',
  'tests/core/files.test.ts',
  'tests/engine/native/guard-pages.test.ts',
  'tests/engine/native/x64/support.test.ts',
  'tests/engine/passes/replicas/real-steps.test.ts',
  'tests/engine/{reference,tfjs-node}.test.ts',
  'tests/engine/verify/every-graph.test.ts',
  'tests/sources/graph/kept-facts.test.ts',
];

import { openSync, closeSync } from 'node:fs';
import { expect, it } from 'vitest';
import { growthOf } from '../../../bench/soak/growth-of.ts';
import { processState, type ProcessState } from '../../../bench/soak/process-state.ts';

const level: ProcessState = { megabytes: 400, heapMegabytes: 90, handles: 25, codeMappings: 40, threads: 12 };

const grown = (rounds: readonly ProcessState[]): string[] =>
  Object.entries(growthOf(rounds)).flatMap(([name, { grew }]) => (grew ? [name] : []));

it('is none of a process that goes up and down', () => {
  const rounds = Array.from({ length: 9 }, (_, round) => ({
    ...level,
    megabytes: 400 + 30 * (-1) ** round,
  }));
  expect(grown(rounds)).toEqual([]);
});

it.each([
  ['megabytes', 8],
  ['heapMegabytes', 2],
  ['handles', 1],
  ['codeMappings', 2],
  ['threads', 1],
] as const)('%s that rise by %d a round are found', (name, step) => {
  const rounds = Array.from({ length: 9 }, (_, round) => ({ ...level, [name]: level[name] + step * round }));
  expect(grown(rounds)).toEqual([name]);
});

it.runIf(process.platform === 'linux')('is of what the process really holds', () => {
  const before = processState();
  const file = openSync('/dev/null', 'r');
  const held = processState();
  closeSync(file);
  expect(held.handles).toBe(before.handles + 1);
  expect(processState().handles).toBe(before.handles);
  expect(before.megabytes).toBeGreaterThan(before.heapMegabytes);
  expect(before.threads).toBeGreaterThan(1);
  // What V8 compiles is code of no file.
  expect(before.codeMappings).toBeGreaterThan(0);
});

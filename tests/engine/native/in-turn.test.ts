import { expect, it } from 'vitest';
import { poolThreads } from '../../../src/engine/native/in-turn.ts';

// What libuv 1.x makes of the variable: atoi into an unsigned number, 0 becomes 1, at most 1024.
it.each([
  [undefined, 4],
  ['', 1],
  ['0', 1],
  ['1', 1],
  ['abc', 1],
  ['2', 2],
  ['3abc', 3],
  [' 5', 5],
  ['2.9', 2],
  ['0x10', 1],
  ['1e3', 1],
  ['-1', 1024],
  ['4096', 1024],
])('UV_THREADPOOL_SIZE=%s is a pool of %s threads', (given, threads) => {
  expect(poolThreads(given)).toBe(threads);
});

import { describe, expect, it } from 'vitest';
import { parseMemory } from '../../../src/runner/submit/parse-memory.ts';

describe('a size of memory', () => {
  it.each([
    ['800M', 800],
    ['16G', 16_384],
    ['16g', 16_384],
    ['1T', 1_048_576],
  ])('%s is %i MiB', (text, megabytes) => {
    expect(parseMemory(text)).toBe(megabytes);
  });

  it.each(['', '0G', '16', '16GB', '1.5G', 'G', '-1G', `${'9'.repeat(20)}G`])('"%s" is none', (text) => {
    expect(() => parseMemory(text)).toThrow(`--memory must be a size, got "${text}"`);
  });
});

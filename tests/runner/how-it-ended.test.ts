import { describe, expect, it } from 'vitest';
import { howItEnded } from '../../src/runner/how-it-ended.ts';

describe('how a worker process ended', () => {
  it.each(['SIGSEGV', 'SIGBUS', 'SIGILL'])(
    '%s is told with the switch that does without compiled code',
    (signal) => {
      expect(howItEnded(null, signal)).toMatch(new RegExp(`^\\(signal ${signal}\\): .*CLAIMCHECK_NATIVE=0`));
    },
  );

  it('other ends are no reason to suspect compiled code', () => {
    expect(howItEnded(null, 'SIGKILL')).toBe('(signal SIGKILL); it may have run out of memory');
    expect(howItEnded(3, null)).toBe('(exit code 3); it may have run out of memory');
  });
});

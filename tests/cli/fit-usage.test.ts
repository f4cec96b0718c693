import { describe, expect, it, vi } from 'vitest';
import { fitUsage } from '../../src/cli/fit-usage.ts';
import { runMain } from './run-main.ts';

const usage = [
  'USAGE claimcheck something [OPTIONS] that is long in itself and stays as it is',
  '',
  '  \u001b[36m--tier=<smoke|standard>\u001b[39m    Sizes to train at, by the name of a tier',
  '                  \u001b[36m--json\u001b[39m    Print JSON',
].join('\n');

describe('a help', () => {
  it('that fits a terminal stays as it is', () => {
    expect(fitUsage(usage, 70)).toBe(usage);
  });

  it('that does not is wrapped beside the names', () => {
    const commands = '    init    Make a folder a project of claims, with a first\n  verify    Judge';
    expect(fitUsage(commands, 46)).toBe(
      '    init    Make a folder a project of claims,\n            with a first\n  verify    Judge',
    );
  });

  it('or below them where they take much of a line, with the colors that it has', () => {
    expect(fitUsage(usage, 50).split('\n')).toEqual([
      'USAGE claimcheck something [OPTIONS] that is long in itself and stays as it is',
      '',
      '  \u001b[36m--tier=<smoke|standard>\u001b[39m',
      '      Sizes to train at, by the name of a tier',
      '  \u001b[36m--json\u001b[39m',
      '      Print JSON',
    ]);
  });

  it('has no longer line on a terminal of 80 columns', async () => {
    process.stdout.isTTY ??= false;
    process.stdout.columns ??= 0;
    vi.spyOn(process.stdout, 'isTTY', 'get').mockReturnValue(true);
    vi.spyOn(process.stdout, 'columns', 'get').mockReturnValue(80);
    vi.stubEnv('NO_COLOR', '1');
    const { stdout } = await runMain('verify', '--help');
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    expect(stdout).toContain(
      '\n  --tier=<smoke|standard|real|paper>\n      Sizes to train at (Default: smoke)\n',
    );
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { command } from '../../src/command/index.ts';
import { memoryHeld } from '../../src/command/memory-held.ts';
import { runProgram, type Ending } from '../../src/command/run-program.ts';
import { context, toyProgram } from './toy-program.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'claimcheck-program-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

async function run(
  text: string,
  limits: { readonly timeoutSeconds?: number; readonly memoryMiB?: number } = {},
) {
  const cwd = folder();
  const [stdout, stderr] = [join(cwd, 'stdout'), join(cwd, 'stderr')];
  const call = { command: ['sh', '-c', text], cwd, env: {}, stdout, stderr, timeoutSeconds: 60, ...limits };
  const ending: Ending = await runProgram(call);
  return { ending, stdout: readFileSync(stdout, 'utf8'), stderr: readFileSync(stderr, 'utf8') };
}

/** Whether a process still runs; one that has ended and was not yet waited for does not. */
function runs(pid: string): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function ended(pid: string): Promise<void> {
  while (runs(pid)) await pause(20);
}

describe('a program', () => {
  it.each([
    ['exit 0', { how: 'exit', code: 0 }],
    ['exit 3', { how: 'exit', code: 3 }],
    ['kill -SEGV $$', { how: 'signal', signal: 'SIGSEGV' }],
  ])('that does %s', async (text, ending) => {
    expect(await run(`echo said; echo cried >&2; ${text}`)).toEqual({
      ending,
      stdout: 'said\n',
      stderr: 'cried\n',
    });
  });

  it('leaves nothing running behind it', async () => {
    const { ending, stdout } = await run('sleep 600 & echo $!');
    expect(ending).toEqual({ how: 'exit', code: 0 });
    await ended(stdout.trim());
  });

  it('that takes too long is asked to end, and ended when it does not hear', async () => {
    const polite = await run('trap "echo bye; exit 0" TERM; echo $$; while :; do sleep 0.05; done', {
      timeoutSeconds: 0.3,
    });
    expect(polite.ending).toEqual({ how: 'timeout' });
    expect(polite.stdout).toContain('bye');
    const deaf = await run('trap "" TERM; echo $$; while :; do sleep 0.05; done', { timeoutSeconds: 0.3 });
    expect(deaf.ending).toEqual({ how: 'timeout' });
    await ended(deaf.stdout.trim());
  });

  it.runIf(process.platform === 'linux')(
    'that holds too much memory is ended, whichever of its processes holds it',
    async () => {
      const hold = `"${process.execPath}" -e "const held = Buffer.alloc(300 * 2 ** 20, 1); setInterval(() => held, 1000)"`;
      const { ending } = await run(`echo $$; ${hold} & wait`, { memoryMiB: 250 });
      expect(ending.how).toBe('memory');
      expect((ending as { readonly heldMiB: number }).heldMiB).toBeGreaterThan(250);
      const small = await run('sleep 0.6', { memoryMiB: 250 });
      expect(small.ending).toEqual({ how: 'exit', code: 0 });
      expect(memoryHeld(2 ** 30)).toBe(0);
    },
  );
});

const failing = async (text: string, more: object = {}): Promise<unknown> => {
  return command({ ...toyProgram(text), ...more })(context(['a']), {}).then(
    () => undefined,
    (error: unknown) => error,
  );
};

describe('a failure names seed and command, and says what to do', () => {
  it.each<[string, string, object, RegExp, RegExp]>([
    [
      'a missing program',
      '',
      { run: ['pyhton', 'train.py', '{seed}'] },
      /: cannot be started: there is no program pyhton$/,
      /install the program/,
    ],
    [
      'a missing folder',
      '',
      { cwd: '/nowhere' },
      /: cannot be started: there is no folder \/nowhere$/,
      /correct `run` and `cwd`/,
    ],
    [
      'a hang',
      'console.log("waits"); setInterval(() => {}, 1000);',
      { timeoutSeconds: 1 },
      /: did not end within 1 s; its last lines: waits$/,
      /raise timeoutSeconds/,
    ],
    [
      'a signal',
      'process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000);',
      {},
      /: was ended by the signal SIGKILL$/,
      /may have run out of memory/,
    ],
    [
      'no series',
      'console.log("done");',
      {},
      /: left bad output: series loss: no line of stdout is a JSON object with the field loss$/,
      /print one JSON object per line/,
    ],
    [
      'series of uneven lengths',
      'console.log(`{"loss": 1}\n{"loss": 1, "acc": 1}`);',
      { series: { loss: { from: 'json-lines', value: 'loss' }, acc: { from: 'json-lines', value: 'acc' } } },
      /: series loss has 2 numbers, series acc has 1$/,
      /its `step`/,
    ],
    [
      'steps that go back',
      'console.log(`{"loss": 1, "s": 5}\n{"loss": 1, "s": 4}`);',
      { series: { loss: { from: 'json-lines', value: 'loss', step: 's' } } },
      /: series loss: its point 2 is of step 4 after 5$/,
      /in their order/,
    ],
    [
      'half a step',
      'console.log(`{"loss": 1.5}`);',
      { steps: { from: 'json-lines', value: 'loss' } },
      /: steps is 1.5$/,
      /whole number of optimizer steps/,
    ],
    [
      'a missing file',
      'console.log(1);',
      { values: { loss: { from: 'csv', file: 'log.csv', value: 'loss' } }, series: {} },
      /: value loss: there is no file log.csv$/,
      /correct `file`/,
    ],
    [
      'a file of another run',
      'console.log(1);',
      { values: { loss: { from: 'pattern', file: '/etc/passwd', match: /(?<value>\d)/ } }, series: {} },
      /: the file \/etc\/passwd was there before the program ran$/,
      /its own \{out\}/,
    ],
  ])('%s', async (_, text, more, problem, hint) => {
    const error = await failing(text, more);
    expect(error).toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(/^seed \d+ \(of a\): \S+ /) as string,
    });
    expect(error).toMatchObject({
      message: expect.stringMatching(problem) as string,
      hint: expect.stringMatching(hint) as string,
    });
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { codeState } from '#core';
import { command } from '../../src/command/index.ts';
import { context, git, logged, memoryStore, toyProgram } from './toy-program.ts';

const log = `import { appendFileSync } from 'node:fs';
const seed = process.argv[2];
appendFileSync('log', seed + '\\n');
`;
const train = `${log}console.log(JSON.stringify({ loss: seed / 2 ** 31 })); console.log('{"loss": NaN}');`;

describe('an arm that is a program', () => {
  it('trains each seed with a whole number of its own, the same in every arm, and gives trajectories in their order', async () => {
    const options = toyProgram(train);
    const [one, other] = [command(options), command({ ...options, env: { NAME: 'other' } })];
    const seeds = ['a', 'b', 'c'];
    const trajectories = await one(context(seeds), {});
    expect(await other(context(seeds), {})).toEqual(trajectories);
    const [turned] = await one(context(['c']), {});
    expect(trajectories[2]).toEqual(turned);
    expect(trajectories.map(({ values, steps }) => ({ ...values, steps }))).toEqual(
      seeds.map(() => ({ last: NaN, steps: 10 })),
    );
    const first = trajectories.map(({ series }) => 2 ** 31 * series['loss']![0]!);
    expect(new Set(first).size).toBe(3);
    expect(first.every((number) => Number.isInteger(number) && number >= 0 && number < 2 ** 31)).toBe(true);
  });

  it('says with what it ran', async () => {
    const options = toyProgram(train);
    const [{ program } = {}] = await command({ ...options, packages: ['echo', 'toys==1.0'] })(
      context(['a']),
      {},
    );
    expect(program).toEqual({
      command: [process.execPath, 'train.mjs', '{seed}'],
      interpreter: process.version,
      packages: ['toys==1.0'],
      code: [
        { ...(await codeState(options.code)), dirty: false, commit: git(options.code, 'rev-parse', 'HEAD') },
      ],
      gpus: expect.any(Array) as string[],
    });
  });

  it('keeps finished seeds by content: command, variables, sizes, code and packages', async () => {
    const options = toyProgram(train);
    const seedResults = memoryStore();
    const run = context(['a', 'b'], { seedResults });
    const size = { width: 1, seeds: 8 };
    const trained = async (given: Parameters<typeof command>[0], of: object = size): Promise<number> => {
      const before = seedResults.size;
      await command(given)(run, of);
      return seedResults.size - before;
    };
    const wide = { ...options, run: [...options.run, '{size.width}'] };
    expect(await trained(wide)).toBe(2);
    const kept = await command(wide)(run, size);
    expect(kept).toEqual(await command(wide)(context(['a', 'b']), size));
    // What decides no number is no part of it.
    expect(await trained({ ...wide, timeoutSeconds: 60, atOnce: 1 })).toBe(0);
    expect(await trained(wide, { ...size, seeds: 16 })).toBe(0);
    expect(await trained(wide, { ...size, width: 2 })).toBe(2);
    expect(await trained({ ...wide, env: { NAME: 'x' } })).toBe(2);
    expect(await trained({ ...wide, packages: ['echo', 'toys==2.0'] })).toBe(2);
    expect(await trained({ ...wide, steps: 11 })).toBe(2);
    writeFileSync(join(options.code, 'new.mjs'), '');
    expect(await trained(wide)).toBe(2);
    expect(await trained(wide)).toBe(0);
  });

  it('a seed that fails ends the batch; what was finished, and what was running, is kept', async () => {
    const options = toyProgram(`${log}
      const count = ${"(await import('node:fs')).readFileSync('log', 'utf8')"}.trim().split('\\n').length;
      if (process.env.FAIL && count === 3) { console.error('no', 'luck'); process.exit(7); }
      console.log('{"loss": 1}');`);
    const seedResults = memoryStore();
    const run = context(['a', 'b', 'c', 'd', 'e'], { seedResults, threads: 1 });
    // Not named in the options: a variable of claimcheck's own, which is no part of the content.
    process.env['FAIL'] = '1';
    try {
      await expect(command(options)(run, {})).rejects.toThrow(
        /^seed \d+ \(of c\): \S+ train\.mjs \d+: ended with exit code 7; its last lines: no luck$/,
      );
    } finally {
      delete process.env['FAIL'];
    }
    expect(logged(options.code)).toHaveLength(3);
    expect(seedResults.size).toBe(2);
    await command(options)(run, {});
    expect(logged(options.code)).toHaveLength(6);
  });

  it('when it is stopped, it ends the program and keeps what was finished', async () => {
    const options = toyProgram(
      `${log}if (process.env.HANG !== seed) console.log('{"loss": 1}'); else setInterval(() => {}, 1000);`,
    );
    const seedResults = memoryStore();
    const abort = new AbortController();
    const plain = context(['a'], { seedResults, threads: 1 });
    await command(options)(plain, {});
    await command(options)(context(['b']), {});
    process.env['HANG'] = logged(options.code)[1];
    const run = context(['a', 'b'], { seedResults, threads: 1, signal: abort.signal });
    const stopped = expect(command(options)(run, {})).rejects.toThrow('enough');
    while (logged(options.code).length < 3) await pause(20);
    abort.abort(new Error('enough'));
    await stopped;
    delete process.env['HANG'];
    expect(seedResults.size).toBe(1);
    expect(logged(options.code)).toHaveLength(3);
  });

  it('code that changes while it runs, and code that the keys of the claim do not have, gives no results', async () => {
    const options = toyProgram(`${train} appendFileSync('train.mjs', '// more');`);
    const seedResults = memoryStore();
    await expect(command(options)(context(['a'], { seedResults }), {})).rejects.toThrow(
      /changed while it was judged$/,
    );
    expect(seedResults.size).toBe(0);
    expect(readFileSync(join(options.code, 'train.mjs'), 'utf8')).toContain('// more');

    const other = toyProgram(train);
    const { hash } = await codeState(other.code);
    await expect(command(other)(context(['a'], { code: { elsewhere: hash } }), {})).rejects.toThrow(
      /does not know that an arm runs/,
    );
    await expect(command(other)(context(['a'], { code: { [other.code]: 'old' } }), {})).rejects.toThrow(
      /changed while it was judged$/,
    );
    expect(await command(other)(context(['a'], { code: { [other.code]: hash } }), {})).toHaveLength(1);
  });

  it('hands out graphics processors, one to each process', async () => {
    const options = toyProgram(`
      import { openSync, rmSync, writeFileSync } from 'node:fs';
      const { CUDA_VISIBLE_DEVICES: gpu, OUT } = process.env;
      const taken = process.argv[3] + gpu;
      openSync(taken, 'wx');
      setTimeout(() => { rmSync(taken); console.log('{"loss": ' + gpu + '}'); }, 100);`);
    const arm = command({
      ...options,
      run: [...options.run, join(options.code, '.git', 'gpu')],
      gpus: [2, 5],
    });
    const trajectories = await arm(context(['a', 'b', 'c', 'd']), {});
    expect(new Set(trajectories.map(({ values }) => values['last']))).toEqual(new Set([2, 5]));
  });

  it('tells each process its threads, and starts as many as the run has threads for', async () => {
    const options = toyProgram(
      `console.log('{"loss": ' + process.env.OMP_NUM_THREADS + process.argv[3] + '}');`,
    );
    const arm = command({ ...options, run: [...options.run, '{threads}'], threads: 3 });
    expect((await arm(context(['a']), {}))[0]!.values['last']).toBe(33);
  });
});

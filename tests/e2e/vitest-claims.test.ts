import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { claimcheck, filesBelow, readJson, toys, workingFolder } from './claimcheck.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

type Env = Readonly<Record<string, string>>;

/** Runs vitest on the toy claims, as a project that has nothing else would: evidence goes to its folder. */
function vitest(cwd: string, args: readonly string[] = [], env: Env = {}) {
  const config = join(cwd, 'vitest.config.mts');
  writeFileSync(config, configText(env['TOYS'] ?? toys));
  const arguments_ = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', config, ...args];
  return execa('node', arguments_, {
    ...{ reject: false, all: true, cwd, env: { NO_COLOR: '1', ...env } },
    ...{ forceKillAfterDelay: false as const },
  });
}

const configText = (claims: string): string => `
import { claimsProject } from ${JSON.stringify(join(root, 'src/vitest/index.ts'))};
export default { test: { projects: [claimsProject({ claims: ${JSON.stringify(claims)} })] } };
`;

/** All that a run wrote, by path, without times, memory and what is made of them. */
function written(out: string): Record<string, string> {
  const files = filesBelow(out).map((path): [string, string] => [
    relative(out, path),
    readFileSync(path, 'utf8'),
  ]);
  return Object.fromEntries(
    files.map(([path, text]) => [
      path,
      text.replaceAll(/"(wallSeconds|finishedAt|digest|seconds|megabytes)": ?("[^"]*"|[\d.e-]+)/g, '"$1":-'),
    ]),
  );
}

/** Waits until a run has shown a text. */
const shows = (running: ReturnType<typeof vitest>, text: string): Promise<void> =>
  new Promise((resolve) => running.stderr.on('data', (data) => String(data).includes(text) && resolve()));

const outOf = (cwd: string): string => join(cwd, 'claimcheck-out');

describe('claims as vitest files', () => {
  it('leave what verify leaves, and are tests that fail where a verdict is not the expected one', async () => {
    const [cwd, beside] = [workingFolder(), workingFolder()];
    const { exitCode, all } = await vitest(cwd);
    expect(exitCode).toBe(1);
    expect(all).toMatch(/Tests +1 failed \| 3 passed/);
    expect(all).toMatch(
      /FAIL .*fails\.claim\.ts > toy-paper\/fails\n.*toy-paper\/fails is refuted, expected supported: 0 of 8 seeds exceed 0\.2 m/,
    );
    expect(all).toContain('claimcheck-out/evidence/toy-paper/fails.json');
    expect(all).toContain('judging 4 claims on engine');
    expect(all).toMatch(/\[4\/4\] . toy-paper\//);
    expect(all).toContain(
      'claimcheck-out holds 4 claims at tier smoke: 2 supported, 2 refuted, 0 inconclusive',
    );

    await claimcheck(beside, ['verify', '--claims', toys]);
    const expected = written(outOf(beside));
    expect(Object.keys(expected)).toContain('evidence/toy-paper/theorem.json');
    expect(written(outOf(cwd))).toEqual(expected);
  }, 240_000);

  it('keep evidence that still holds, and say so', async () => {
    const cwd = workingFolder();
    await claimcheck(cwd, ['verify', '--claims', toys, 'holds', 'theorem']);
    const evidence = readFileSync(join(outOf(cwd), 'evidence/toy-paper/holds.json'), 'utf8');
    const again = await vitest(cwd, ['--reporter=verbose', 'holds', 'theorem']);
    expect(again.exitCode).toBe(0);
    expect(again.all).toContain('evidence of 2 claims still holds, nothing to judge');
    expect(again.all).toMatch(/supported 8\/8 .*evidence of an earlier run still holds/);
    expect(readFileSync(join(outOf(cwd), 'evidence/toy-paper/holds.json'), 'utf8')).toBe(evidence);
  }, 240_000);

  it('filters of files and of names say what is judged, and the environment how', async () => {
    const cwd = workingFolder();
    const env = { CLAIMCHECK_TIER: 'standard', CLAIMCHECK_SEED_BASE: '3', CLAIMCHECK_OUT: 'elsewhere' };
    const byFile = await vitest(cwd, ['holds'], env);
    expect([byFile.exitCode, byFile.all]).toEqual([0, expect.stringMatching(/Tests +1 passed/) as string]);
    const summary = readJson(cwd, 'elsewhere', 'summary.json');
    expect(summary).toMatchObject({ tier: 'standard', seedBase: 3, claims: [{ id: 'toy-paper/holds' }] });

    const byName = await vitest(cwd, ['-t', 'theo']);
    expect(byName.all).toMatch(/Tests +1 passed \| 3 skipped/);
    expect(readJson(outOf(cwd), 'summary.json')).toMatchObject({ claims: [{ id: 'toy-paper/theorem' }] });
  }, 240_000);

  it('shards that write to one folder leave the summary of all', async () => {
    const cwd = workingFolder();
    const halves = [await vitest(cwd, ['--shard=1/2']), await vitest(cwd, ['--shard=2/2'])];
    expect(halves.map(({ all }) => /Tests .*\((\d)\)/.exec(all)?.[1])).toEqual(['2', '2']);
    const { claims } = readJson(outOf(cwd), 'summary.json');
    expect(claims).toHaveLength(4);
  }, 240_000);

  it('what cannot be done is said by every test that it concerns', async () => {
    const cwd = workingFolder();
    const unknown = await vitest(cwd, ['holds'], { CLAIMCHECK_TIER: 'huge' });
    expect(unknown.exitCode).toBe(1);
    expect(unknown.all).toContain('CLAIMCHECK_TIER is "huge", choose one of smoke, standard, real, paper');
    expect(unknown.all).not.toMatch(/TypeError|node:internal/);
    const broken = await vitest(cwd, ['no-margin'], { TOYS: join(root, 'fixtures/claims/broken') });
    expect(broken.exitCode).toBe(1);
    expect(broken.all).toMatch(
      /toy-paper\/no-margin was not judged, which says nothing about the claim: .*margin/,
    );
    const without = await vitest(cwd, ['holds'], { CLAIMCHECK_TIER: 'paper' });
    expect(without.all).toContain('none of the chosen claims has a tier "paper"');
  }, 240_000);

  it('reports for machines hold the verdicts, and nothing else stands among them', async () => {
    const cwd = workingFolder();
    const { stdout } = await vitest(cwd, ['--reporter=json', 'holds', 'fails']);
    const { testResults } = JSON.parse(stdout) as {
      readonly testResults: readonly { readonly assertionResults: readonly { readonly meta: unknown }[] }[];
    };
    const facts = testResults.flatMap(({ assertionResults }) => assertionResults).map(({ meta }) => meta);
    expect(facts).toContainEqual({
      claimcheck: expect.objectContaining({
        id: 'toy-paper/holds',
        outcome: 'supported',
        seeds: 8,
        reused: false,
      }) as unknown,
    });
    const junit = await vitest(cwd, ['--reporter=junit', 'holds', 'fails']);
    expect(junit.stdout).toMatch(/^<\?xml [^]*<testsuites [^]*failures="1"[^]*<\/testsuites>\s*$/);
    const blob = await vitest(cwd, ['--reporter=blob', 'holds']);
    expect(blob.exitCode).toBe(0);
    writeFileSync(join(outOf(cwd), 'summary.json'), 'as it was');
    const merged = await vitest(cwd, ['--merge-reports']);
    expect(merged.all).toMatch(/Tests +1 passed/);
    expect(readFileSync(join(outOf(cwd), 'summary.json'), 'utf8')).toBe('as it was');
  }, 240_000);

  it('Ctrl-C lets the chunk in flight end, and the next run goes on from there', async () => {
    const cwd = workingFolder();
    const running = vitest(cwd, ['holds', 'finding'], { TOY_CHUNK_MS: '1000' });
    await shows(running, 'judging 2 claims');
    running.kill('SIGINT');
    const { exitCode, stderr } = await running;
    expect(exitCode).toBe(130);
    expect(stderr).toContain('stopping after the chunks in flight; press Ctrl-C again to end at once');
    expect(stderr).toContain('stopped: 0 of 2 claims decided; run it again to go on from here');
    expect(filesBelow(outOf(cwd)).filter((path) => path.includes('evidence'))).toEqual([]);

    const resumed = await vitest(cwd, ['holds', 'finding']);
    expect(resumed.exitCode).toBe(0);
    const whole = workingFolder();
    await claimcheck(whole, ['verify', '--claims', toys, 'holds', 'finding']);
    expect(written(outOf(cwd))).toEqual(written(outOf(whole)));
  }, 240_000);

  it('a second Ctrl-C does not wait for the chunk', async () => {
    const running = vitest(workingFolder(), ['holds'], { TOY_CHUNK_MS: '600000' });
    await shows(running, 'judging 1 claim');
    running.kill('SIGINT');
    await shows(running, 'stopping after the chunks in flight');
    running.kill('SIGINT');
    const { exitCode, stderr } = await running;
    expect(exitCode).toBe(130);
    expect(stderr).toContain('stopped: 0 of 1 claims decided');
  }, 240_000);
});

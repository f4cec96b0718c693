import { join } from 'node:path';
import { expect, it } from 'vitest';
import { claimcheck, faulting, readJson, workingFolder } from './claimcheck.ts';

interface Run {
  readonly environment: { readonly engine: string; readonly engineWhy: string; readonly packages: object };
  readonly fingerprint: object;
  readonly canary: readonly object[];
}

const why = 'ONNX Runtime in place of machine code, whose process died of SIGSEGV';

it('a claim whose machine code ends its process is judged by ONNX Runtime, and its evidence says so', async () => {
  const cwd = workingFolder();
  const verify = ['verify', '--claims', faulting, '--engine', 'cpu'];
  const { exitCode, stdout, stderr } = await claimcheck(cwd, verify);
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/toy-paper\/faults +✓ supported/)]);
  expect(stderr).toContain(`toy-paper/faults: trying ${why}`);
  const { run } = readJson(cwd, 'claimcheck-out', 'evidence', 'toy-paper', 'faults.json') as { run: Run };
  expect(run.environment).toMatchObject({ engine: 'cpu', engineWhy: why });
  for (const versions of [run.environment.packages, run.fingerprint]) {
    expect(versions).toMatchObject({ 'cpu engine': 'ONNX Runtime' });
  }
  expect(run.canary).toEqual([expect.objectContaining({ outcome: 'held', beside: 'reference' })]);
  const show = await claimcheck(cwd, ['show', 'toy-paper/faults', '--claims', faulting]);
  expect(show.stdout).toContain(`cpu (${why})`);
  expect(show.stdout).toContain('1 program held against the reference engine');
});

it('it is tried once: when that fails too, both reasons are told', async () => {
  const cwd = workingFolder();
  const verify = ['verify', '--claims', faulting, '--engine', 'cpu'];
  const { exitCode, stdout } = await claimcheck(cwd, verify, { FAULTING: 'always' });
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(
    /the worker process died \(signal SIGSEGV\): .*CLAIMCHECK_NATIVE=0 runs without it; then on ONNX Runtime in place of machine code, .*: the worker process died \(signal SIGSEGV\)/s,
  );
  expect(readJson(join(cwd, 'claimcheck-out'), 'summary.json')).toMatchObject({
    errors: [{ id: 'toy-paper/faults' }],
  });
});

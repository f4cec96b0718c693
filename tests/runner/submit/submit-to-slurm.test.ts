import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { writeFileAtomic } from '#core';
import { submitToSlurm } from '../../../src/runner/submit/submit-to-slurm.ts';
import { stubSlurm, type StubSlurm } from './stub-slurm.ts';
import { toySubmission } from './toy-submission.ts';

/** Slurm, and what submits some of the toy units to it from one folder. */
function cluster() {
  const slurm = stubSlurm();
  const places = { folder: join(slurm.folder, 'out', 'slurm'), ledger: join(slurm.folder, 'ledger') };
  const submit = (units: number) => submitToSlurm(toySubmission(units), places);
  /** What the job that waited does: it submits again as that job. */
  const asJudge = async (judge: string, units: number) => {
    vi.stubEnv('SLURM_JOB_ID', judge);
    return submit(units);
  };
  const keep = (result: string): void =>
    writeFileAtomic(join(places.ledger, 'results', 'ab', `${result}.json`), '{}');
  return { ...slurm, places, submit, asJudge, keep };
}

const submitted = ({ calls }: StubSlurm): string[] => calls().filter((call) => call.startsWith('sbatch'));

describe('submitting to Slurm', () => {
  it('as many arrays as the largest one makes necessary, and a job that waits for all of them', async () => {
    const slurm = cluster();
    const state = await slurm.submit(7);
    const { folder } = slurm.places;
    expect(submitted(slurm)).toEqual([
      ...[1, 2, 3].map((part) => `sbatch --parsable ${folder}/1/train-${part}.sh`),
      `sbatch --parsable --dependency=afterany:101:102:103 ${folder}/1/judge.sh`,
    ]);
    const keys = [1, 2, 3].map((part) => readFileSync(join(folder, '1', `units-${part}.txt`), 'utf8'));
    expect(keys).toEqual(['key-1\nkey-2\nkey-3\n', 'key-4\nkey-5\nkey-6\n', 'key-7\n']);
    expect(readFileSync(join(folder, '1', 'train-2.sh'), 'utf8')).toContain('--array=1-3\n');
    expect(readFileSync(join(folder, '1', 'train-3.sh'), 'utf8')).toContain('--array=1-1\n');
    expect(existsSync(join(folder, 'logs'))).toBe(true);
    expect(state).toMatchObject({
      ...{ round: 1, arrays: ['101', '102', '103'], judge: '104', fruitless: 0 },
      units: { 'key-4': join(folder, 'logs', '1-2-1.log'), 'key-7': join(folder, 'logs', '1-3-1.log') },
      log: join(folder, 'logs', '1-judge.log'),
    });
  });

  it('the id of a job comes before the name of its cluster', async () => {
    const slurm = cluster();
    slurm.answer('sbatch', 'echo "7;alps"');
    expect(await slurm.submit(1)).toMatchObject({ arrays: ['7'], judge: '7' });
  });

  it('three rounds that leave nothing in the ledger are the last, and the error names units and logs', async () => {
    const slurm = cluster();
    const first = await slurm.submit(2);
    const second = await slurm.asJudge(first.judge, 2);
    const third = await slurm.asJudge(second.judge, 2);
    expect([first, second, third].map(({ fruitless }) => fruitless)).toEqual([0, 1, 2]);
    const logs = join(slurm.places.folder, 'logs');
    await expect(slurm.asJudge(third.judge, 2)).rejects.toMatchObject({
      message: `3 rounds of jobs trained nothing, and 2 units are left: key-1 (treatment of toy-paper/holds), log ${logs}/3-1-1.log; key-2 (treatment of toy-paper/holds), log ${logs}/3-1-2.log`,
      exitCode: 1,
    });
    expect(submitted(slurm)).toHaveLength(6);
  });

  it('a unit that is done, or a seed that is kept of one, begins the count anew', async () => {
    const slurm = cluster();
    let last = await slurm.submit(3);
    last = await slurm.asJudge(last.judge, 3);
    expect(last.fruitless).toBe(1);
    last = await slurm.asJudge(last.judge, 2);
    expect(last.fruitless).toBe(0);
    last = await slurm.asJudge(last.judge, 2);
    expect(last.fruitless).toBe(1);
    slurm.keep('of-a-seed');
    last = await slurm.asJudge(last.judge, 2);
    expect(last.fruitless).toBe(0);
  });

  it('so does whoever submits by hand, but not while jobs of before are there', async () => {
    const slurm = cluster();
    const first = await slurm.submit(2);
    const second = await slurm.asJudge(first.judge, 2);
    vi.stubEnv('SLURM_JOB_ID', undefined);
    slurm.answer('squeue', `echo '  ${second.judge}  '`);
    await expect(slurm.submit(2)).rejects.toMatchObject({
      message: `jobs of an earlier submit are not over: ${second.judge}`,
      hint: `wait for them, or end them: scancel ${second.judge}`,
    });
    expect(slurm.calls()).toContain(
      `squeue --noheader --format=%F --jobs=${second.arrays[0]},${second.judge}`,
    );
    slurm.answer('squeue', 'echo "slurm_load_jobs error: Invalid job id specified" >&2; exit 1');
    expect(await slurm.submit(2)).toMatchObject({ fruitless: 0, round: 3 });
  });
});

describe('what Slurm does not take', () => {
  it('no sbatch: said with what to do', async () => {
    const slurm = cluster();
    rmSync(join(slurm.folder, 'bin', 'sbatch'));
    await expect(slurm.submit(1)).rejects.toMatchObject({
      name: 'UserError',
      message: 'there is no sbatch here, the command that hands jobs to Slurm',
      hint: expect.stringContaining('a machine of the cluster') as string,
    });
  });

  it("a job that is refused: Slurm's own words, and arrays of before are taken back", async () => {
    const slurm = cluster();
    slurm.answer(
      'sbatch',
      'case "$*" in *judge*) echo "sbatch: error: invalid partition specified: lonng" >&2; exit 1;; *) echo 9;; esac',
    );
    await expect(slurm.submit(2)).rejects.toMatchObject({
      name: 'UserError',
      message: `Slurm refuses ${slurm.places.folder}/1/judge.sh: sbatch: error: invalid partition specified: lonng`,
      hint: expect.stringContaining('change --partition') as string,
    });
    expect(slurm.calls().at(-1)).toBe('scancel 9');
    expect(existsSync(join(slurm.places.folder, 'state.json'))).toBe(false);
  });

  it('no arrays at all', async () => {
    const slurm = cluster();
    slurm.answer('scontrol', 'echo "MaxArraySize            = 0"');
    await expect(slurm.submit(2)).rejects.toThrow('this Slurm allows no job arrays (MaxArraySize)');
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { discoverClaims } from '#sources';
import { linkedProject } from '../linked-project.ts';
import { judgeTaskOf } from '../../src/runner/judge-task-of.ts';
import type { JudgeSettings } from '../../src/runner/protocol.ts';
import { WorkerProcess } from '../../src/runner/worker-process.ts';

const runs = `
import { defineRuns } from '#claim';
import { toyTiers, walk } from './setting.ts';

export default defineRuns({
  id: 'toy-paper/walks',
  revision: 1,
  tiers: toyTiers,
  arms: {
    pushed: (run, size) => walk(run, size, 1),
    still: (run, size) => walk(run, size, 0),
    unpushed: (run, size) => walk(run, size, 0),
  },
  measure: ({ values }) => ({ final: values.final! }),
  curves: { height: { label: 'height (m)' } },
});
`;

/** The claim `holds` in a project of its own, and what makes its arms those of shared runs. */
function project() {
  const root = join(linkedProject(), 'claims');
  const entry = discoverClaims(root).find(({ id }) => id === 'toy-paper/holds')!;
  const runsFile = join(root, 'toy-paper', 'walks.runs.ts');
  const share = (): void => {
    writeFileSync(runsFile, runs);
    const text = readFileSync(entry.file, 'utf8')
      .replace("import { toyTiers, walk } from './setting.ts';", "import walks from './walks.runs.ts';")
      .replace(
        / {2}tiers: toyTiers,[^]*? {2}effect:/,
        "  ...walks.of('pushed', 'still', 'unpushed'),\n  effect:",
      )
      .replace(/ {2}curves: .*\n/, '');
    writeFileSync(entry.file, text);
  };
  const ledger = join(root, '..', 'ledger');
  const settings: JudgeSettings = {
    ...{ tier: 'smoke', family: 'judge', seedBase: 0, engine: 'cpu', threads: 1, fresh: false, ledger },
  };
  return { root, entry, runsFile, share, settings };
}

async function judged(...args: Parameters<WorkerProcess['judge']>) {
  const worker = new WorkerProcess();
  onTestFinished(() => worker.close());
  return worker.judge(...args);
}

describe('judgeTaskOf', () => {
  it('has the keys of the file of the runs that the claim shares', async () => {
    const { root, entry, runsFile, share, settings } = project();
    const alone = await judgeTaskOf(entry, root, settings);
    expect(alone.runsFile).toBeUndefined();
    share();
    const shared = await judgeTaskOf(entry, root, settings);
    expect(shared.runsFile).toBe(runsFile);
    expect(shared.keys.salt).not.toBe(alone.keys.salt);
    expect(await judged(shared, settings, () => undefined)).toMatchObject({ type: 'judged' });
  });

  it('of a claim that has come to share runs since it was read judges nothing', async () => {
    const { root, entry, runsFile, share, settings } = project();
    share();
    const task = await judgeTaskOf(entry, root, settings);
    const stale = { ...task, runsFile: undefined };
    expect(await judged(stale, settings, () => undefined)).toEqual({ type: 'changed', files: [entry.file] });
    const other = { ...task, runsFile: `${runsFile}.before` };
    expect(await judged(other, settings, () => undefined)).toEqual({ type: 'changed', files: [entry.file] });
  });
});

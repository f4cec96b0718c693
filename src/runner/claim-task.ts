import type { Claim, JudgeOptions } from '#claim';
import type { ResultStore } from '#core';
import { openLedger } from '#ledger';
import type { JudgeSettings, JudgeTask, TrainingReport } from './protocol.ts';
import { requireUnchanged } from './sources-changed.ts';
import { StepCount } from './step-count.ts';

/** A claim in a process of its own, and how it is judged there. */
export interface ClaimTask {
  readonly claim: Claim;
  readonly options: JudgeOptions & { readonly results: ResultStore };
  /** What the ledger has, also where all is trained anew. */
  readonly kept: ResultStore;
  /** Replica-steps or cases so far. */
  readonly trained: () => number;
  /** Whether anything was kept of it that was not there. */
  readonly anyTrained: () => boolean;
}

/** How a claim is judged or trained in a process, whose results are kept while its files are as they were. */
export function claimTask(
  claim: Claim,
  { keys }: JudgeTask,
  { ledger: folder, fresh, ...settings }: JudgeSettings,
  how: { readonly signal: AbortSignal; readonly tell: (report: TrainingReport) => void },
): ClaimTask {
  const ledger = openLedger(folder);
  const { results } = ledger;
  const count = new StepCount(claim);
  let anyTrained = false;
  const load = (key: string): unknown => (fresh ? undefined : results.load(key));
  return {
    claim,
    kept: results,
    trained: () => count.trained,
    anyTrained: () => anyTrained,
    options: {
      ...settings,
      salt: keys.salt,
      code: keys.code,
      results: {
        load,
        save(key, value) {
          anyTrained = true;
          requireUnchanged(keys.files);
          results.save(key, value);
        },
      },
      seedResults: { ...results, load },
      checkpoints: (key) => {
        const store = ledger.checkpoints(key);
        return count.watching(fresh ? { ...store, load: () => undefined } : store);
      },
      signal: how.signal,
      onProgress: (progress) => how.tell({ progress, trained: count.add(progress) }),
    },
  };
}

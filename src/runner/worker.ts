import type { ClaimProgress } from '#claim';
import { messageOf } from '#core';
import { openLedger } from '#ledger';
import { judgeWatched } from './judge-watched.ts';
import { loadClaim } from './load-claim.ts';
import type { FromWorker, JudgeSettings, JudgeTask, Outcome, ToWorker } from './protocol.ts';
import { watchParent } from './watch-parent.ts';

/** Progress is told at most every so many milliseconds. */
const progressInterval = 100;

const stop = new AbortController();
watchParent();

// Ctrl-C reaches the whole process group. The runner says when to stop, so that a chunk in flight ends with a checkpoint.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit(1));
process.on('message', (message: ToWorker) => {
  if (message.type === 'stop') stop.abort();
  else void judgeTask(message.task, message.settings).then(send);
});

function send(message: FromWorker): void {
  process.send?.(message);
}

async function judgeTask({ entry, salt }: JudgeTask, settings: JudgeSettings): Promise<Outcome> {
  const start = performance.now();
  const { ledger: folder, fresh, ...options } = settings;
  try {
    const ledger = openLedger(folder);
    const watched = await judgeWatched(await loadClaim(entry), {
      ...options,
      salt,
      results: fresh ? { ...ledger.results, load: () => undefined } : ledger.results,
      checkpoints: (key) => {
        const store = ledger.checkpoints(key);
        return fresh ? { ...store, load: () => undefined } : store;
      },
      signal: stop.signal,
      onProgress: throttled((progress) => send({ type: 'progress', progress })),
    });
    return { type: 'judged', ...watched, wallSeconds: (performance.now() - start) / 1000 };
  } catch (error) {
    if (stop.signal.aborted) return { type: 'stopped' };
    const detail = error instanceof Error ? (error.stack ?? '') : '';
    return { type: 'failed', message: messageOf(error), detail };
  }
}

/** Passes the first report of each arm and then one per interval: a fast arm would flood the channel. */
function throttled(report: (progress: ClaimProgress) => void): (progress: ClaimProgress) => void {
  let last = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (now - last < progressInterval) return;
    last = now;
    report(progress);
  };
}

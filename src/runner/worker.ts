import { join } from 'node:path';
import { claimProblems, factsOf, type Claim } from '#claim';
import { messageOf, UserError } from '#core';
import { openLedger } from '#ledger';
import { problemsWithClaim } from './check-with-claims.ts';
import { curveProblems } from './curve-problems.ts';
import type { ClaimEntry } from '#sources';
import { readTypeScript } from './environment.ts';
import { loadClaim, runsFileOf } from './load-claim.ts';
import { loadUntested } from './load-untested.ts';
import type {
  Changed,
  Failure,
  FromWorker,
  JudgeSettings,
  JudgeTask,
  Outcome,
  Question,
  Questions,
  ToWorker,
  TrainingReport,
} from './protocol.ts';
import { requireUnchanged, SourcesChanged } from './sources-changed.ts';
import { StepCount } from './step-count.ts';
import { watchImport } from './watch-import.ts';
import { watchParent } from './watch-parent.ts';

/** Progress is told at most every so many milliseconds. */
const progressInterval = 100;

const stop = new AbortController();
watchParent();

// Ctrl-C reaches the whole process group. The runner says when to stop, so that a chunk in flight ends with a checkpoint.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit(1));
// What nobody waits for may be of any file that this process has imported: it is told, and nothing more is done here.
process.on('uncaughtException', (error) => {
  void send({ type: 'stray', message: messageOf(error) }).then(() => process.exit(1));
});
process.on('message', (message: ToWorker) => {
  if (message.type === 'stop') stop.abort();
  // What cannot be loaded is told when a claim is judged.
  else if (message.type === 'prepare') void loadJudging().catch(() => undefined);
  else if (message.type === 'judge') void judgeTask(message.task, message.settings).then(send);
  else void answer(message).then(send);
});

/** Resolves when the message is on its way, so that a loop or an exit cannot hold it back. */
function send(message: FromWorker): Promise<void> {
  return new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()));
}

async function answer(question: Question): Promise<FromWorker> {
  try {
    return { type: 'answered', value: await answerTo(question) };
  } catch (error) {
    return failure(error);
  }
}

async function answerTo(question: Question): Promise<Questions[keyof Questions]['answer']> {
  switch (question.type) {
    case 'read':
      return factsOf(await load(question.entry));
    case 'lint':
      return problemsOf(await load(question.entry), question.entry);
    case 'check':
      return problemsWithClaim(question.check, await load(question.check.entry));
    case 'untested': {
      const { claims, paper, ids } = question;
      await readTypeScript();
      return watchImport(join(claims, paper, 'untested.ts'), () => loadUntested(claims, paper, ids), {
        tell: send,
      });
    }
    case 'profile': {
      const { profileArm } = await import('./profile-arm.ts');
      return profileArm(question.options, load);
    }
  }
}

/** What `verify` would refuse, and series that nothing else speaks of. */
function problemsOf(claim: Claim, entry: ClaimEntry): string[] | undefined {
  const [misspelt, others] = [curveProblems(claim, entry), claimProblems(claim)];
  return misspelt.length > 0 ? [...misspelt, ...(others ?? [])] : others;
}

async function load(entry: ClaimEntry): Promise<Claim> {
  await readTypeScript();
  return watchImport(entry.file, () => loadClaim(entry), { tell: send });
}

const loadJudging = () => import('./judge-watched.ts');

async function judgeTask(
  { entry, keys, runsFile }: JudgeTask,
  settings: JudgeSettings,
): Promise<Outcome | Changed> {
  const start = performance.now();
  const { ledger: folder, fresh, ...options } = settings;
  try {
    const { judgeWatched } = await loadJudging();
    const ledger = openLedger(folder);
    const claim = await load(entry);
    requireUnchanged(keys.files);
    // The keys are of the runs that the claim shared when it was read, which was before they were made.
    if (runsFileOf(factsOf(claim), entry) !== runsFile) throw new SourcesChanged([entry.file]);
    let anyTrained = false;
    const tell = throttled((report) => void send({ type: 'progress', ...report }));
    const count = new StepCount(claim);
    const results = {
      load: (key: string) => (fresh ? undefined : ledger.results.load(key)),
      save(key: string, value: unknown) {
        anyTrained = true;
        requireUnchanged(keys.files);
        ledger.results.save(key, value);
      },
    };
    const watched = await judgeWatched(claim, {
      ...options,
      salt: keys.salt,
      results,
      seedResults: { ...ledger.results, load: (key) => (fresh ? undefined : ledger.results.load(key)) },
      code: keys.code,
      checkpoints: (key) => {
        const store = ledger.checkpoints(key);
        return count.watching(fresh ? { ...store, load: () => undefined } : store);
      },
      signal: stop.signal,
      onProgress: (progress) => tell({ progress, trained: count.add(progress) }),
    });
    requireUnchanged(keys.files);
    const wallSeconds = (performance.now() - start) / 1000;
    const fromKept = claim.kind === 'empirical' && !anyTrained;
    return { type: 'judged', ...watched, wallSeconds, fromKept, trained: count.trained };
  } catch (error) {
    if (stop.signal.aborted) return { type: 'stopped' };
    return error instanceof SourcesChanged ? { type: 'changed', files: error.files } : failure(error);
  }
}

function failure(error: unknown): Failure {
  const detail = error instanceof Error ? (error.stack ?? '') : '';
  const hint = error instanceof UserError ? error.hint : undefined;
  return { type: 'failed', message: messageOf(error), hint, detail };
}

/** Passes the first report and then one per interval: a fast arm would flood the channel. */
function throttled(tell: (report: TrainingReport) => void): (report: TrainingReport) => void {
  let last = -Infinity;
  return (report) => {
    const now = performance.now();
    if (now - last < progressInterval) return;
    last = now;
    tell(report);
  };
}

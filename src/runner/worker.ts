import { join } from 'node:path';
import { claimProblems, factsOf, type Batch, type Claim } from '#claim';
import { messageOf, UserError } from '#core';
import { openLedger } from '#ledger';
import { claimTask, type ClaimTask } from './claim-task.ts';
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
  Stopped,
  ToWorker,
  TrainingReport,
  UnitOutcome,
} from './protocol.ts';
import { requireUnchanged, SourcesChanged } from './sources-changed.ts';
import { unitsOf } from './units/claim-units.ts';
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
  else if (message.type === 'train') void trainTask(message.task, message.batch, message.settings).then(send);
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
    case 'units': {
      const { task, settings } = question;
      const claim = await load(task.entry);
      const { results } = openLedger(settings.ledger);
      const { fingerprint, salt } = task.keys;
      return unitsOf(claim, fingerprint, { ...settings, salt, results });
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

const loadJudging = () => import('./units/train-unit.ts');

async function judgeTask(task: JudgeTask, settings: JudgeSettings): Promise<Outcome | Changed> {
  const start = performance.now();
  return inTask(task, settings, async ({ claim, options, kept, trained, anyTrained }) => {
    const { judgeKept } = await loadJudging();
    const watched = await judgeKept(claim, task.keys.fingerprint, options);
    requireUnchanged(task.keys.files);
    const wallSeconds = (performance.now() - start) / 1000;
    const units = unitsOf(claim, task.keys.fingerprint, { ...options, results: kept });
    const fromKept = watched.isKept || (claim.kind === 'empirical' && !anyTrained());
    const { evidence, canary } = watched;
    return { type: 'judged', evidence, canary, units, wallSeconds, fromKept, trained: trained() };
  });
}

async function trainTask(
  task: JudgeTask,
  batch: Batch,
  settings: JudgeSettings,
): Promise<UnitOutcome | Changed> {
  const start = performance.now();
  return inTask(task, settings, async ({ claim, options }) => {
    const { trainUnit } = await loadJudging();
    await trainUnit(claim, batch, task.keys.fingerprint, options);
    return { type: 'trained', seconds: (performance.now() - start) / 1000 };
  });
}

/** Does something with a claim that is as it was when its keys were made; what it throws is its outcome. */
async function inTask<Done>(
  task: JudgeTask,
  settings: JudgeSettings,
  work: (task: ClaimTask) => Promise<Done>,
): Promise<Done | Failure | Stopped | Changed> {
  const { entry, keys, runsFile } = task;
  try {
    const claim = await load(entry);
    requireUnchanged(keys.files);
    // The keys are of the runs that the claim shared when it was read, which was before they were made.
    if (runsFileOf(factsOf(claim), entry) !== runsFile) throw new SourcesChanged([entry.file]);
    const tell = throttled((report) => void send({ type: 'progress', ...report }));
    return await work(claimTask(claim, task, settings, { signal: stop.signal, tell }));
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

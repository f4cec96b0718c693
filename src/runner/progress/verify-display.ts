import type { createLogUpdate } from 'log-update';
import type { ClaimProgress } from '#claim';
import { printable } from '#core';
import { badgeMessage, formatNumber, formatSeconds, markOf, plural } from '#report';
import type { WorkEvent } from '../units/index.ts';
import type { VerifyEvent } from '../verify-claims.ts';
import { aligned, claimParts, leftText, suiteText } from './progress-text.ts';
import { SuitePace } from './suite-pace.ts';

export interface ProgressOptions {
  /** Where lines go. */
  readonly stream: NodeJS.WriteStream;
  /** Redraws the running claims in place; without it lines are only added. */
  readonly live?: ReturnType<typeof createLogUpdate> | undefined;
}

/** A display of a running verification. */
export interface VerifyDisplay {
  handle(event: VerifyEvent | WorkEvent): void;
  /** Adds a line to the log. */
  add(line: string): void;
  /** Removes what is drawn in place. */
  close(): void;
}

const heartbeat = 60_000;
const redraw = 200;

/**
 * Shows one line per finished claim. On a terminal the running claims stand below, in place, with how fast each goes and how
 * long it will, and the same of all of them; elsewhere a line a minute has that.
 */
export function createDisplay({ stream, live: log }: ProgressOptions): VerifyDisplay {
  const pace = new SuitePace(Date.now());
  const latest = new Map<string, ClaimProgress>();

  const add = (text: string): void => {
    const line = printable(text);
    if (log) log.persist(line);
    else stream.write(`${line}\n`);
  };
  const draw = (): void => {
    if (pace.running.size === 0) return;
    const now = Date.now();
    if (!log) return add(heartbeatLine(pace, now));
    const lines = [...aligned(claimRows(pace, latest, now)), suiteLine(pace, now)].map(printable);
    log(lines.map((line) => [...line].slice(0, (stream.columns || 80) - 1).join('')).join('\n'));
  };
  const timer = setInterval(draw, log ? redraw : heartbeat);
  timer.unref();

  return {
    add,
    handle(event) {
      pace.handle(event, Date.now());
      if (event.type === 'progress') latest.set(event.progress.id, event.progress);
      const line = lineOf(event, pace);
      if (line !== undefined) add(line);
    },
    close() {
      clearInterval(timer);
      log?.clear();
      log?.done();
    },
  };
}

function claimRows(pace: SuitePace, latest: ReadonlyMap<string, ClaimProgress>, now: number): string[][] {
  return [...pace.running].map(([id, claim]) => {
    const [progress, left] = [latest.get(id), pace.leftOf(claim, now)];
    if (progress) return claimParts(progress, claim.kind, { left, rate: claim.rate(now) });
    return [id, left === undefined ? '' : leftText(left), 'starting', '', '', ''];
  });
}

function suiteLine(pace: SuitePace, now: number): string {
  const { decided, total } = pace;
  const counts = { decided, total, elapsed: pace.elapsed(now) };
  return suiteText(counts, { rate: pace.rate(now), left: pace.left(now) });
}

/** The suite and what runs, in a line. */
function heartbeatLine(pace: SuitePace, now: number): string {
  const running = [...pace.running].map(([id, claim]) => {
    const left = pace.leftOf(claim, now);
    return left === undefined ? id : `${id} (${leftText(left)})`;
  });
  return `... ${suiteLine(pace, now)}; running: ${running.join(', ')}`;
}

/** What is said of evidence for which no seed was trained. */
export const keptText = 'judged again from kept numbers';

/** What an event adds to the log; nothing for most. */
function lineOf(event: VerifyEvent | WorkEvent, { decided, total }: SuitePace): string | undefined {
  switch (event.type) {
    case 'note':
      return `note: ${event.text}`;
    case 'planned':
      return planLine(event);
    case 'units':
      return unitsLine(event);
    case 'trained':
      return `[${decided}/${total}] ${event.id}: trained (${formatSeconds(event.seconds)})`;
    case 'untrained':
      return `[${decided}/${total}] ✗ ${event.id}: not trained (unit ${event.key}): ${event.message}`;
    case 'judged': {
      const { evidence } = event.stored;
      return `[${decided}/${total}] ${markOf(evidence)} ${evidence.id}: ${badgeMessage(evidence)} (${howLong(event)})`;
    }
    case 'failed':
      return `[${decided}/${total}] ✗ ${event.id}: not judged: ${event.message}`;
    case 'started':
    case 'progress':
    case 'stopped':
      return undefined;
  }
}

/** `12 s, 950 steps/s`. */
function howLong({ stored, fromKept, trained }: Extract<VerifyEvent, { type: 'judged' }>): string {
  const { evidence, run } = stored;
  const took = formatSeconds(run.wallSeconds);
  if (fromKept) return `${took}, ${keptText}`;
  if (evidence.kind === 'invariant' || trained === 0) return took;
  return `${took}, ${formatNumber(trained / run.wallSeconds)} steps/s`;
}

function unitsLine({ units, jobs, engine }: Extract<WorkEvent, { type: 'units' }>): string {
  return `training ${plural(units.length, 'unit')} on engine ${engine}, ${jobs} at a time`;
}

function planLine({ plan, jobs, environment }: Extract<VerifyEvent, { type: 'planned' }>): string {
  const { run, reuse } = plan;
  const counted = (count: number): string => `${count} claim${count === 1 ? '' : 's'}`;
  const reused = reuse.length > 0 ? `evidence of ${counted(reuse.length)} still holds` : '';
  if (run.length === 0) return reused === '' ? 'nothing to judge' : `${reused}, nothing to judge`;
  const { engine, engineWhy, threads } = environment;
  const how = `on engine ${engine} (${engineWhy}), ${jobs} at a time with ${threads} thread${threads === 1 ? '' : 's'} each`;
  return `judging ${counted(run.length)} ${how}${reused === '' ? '' : `; ${reused}`}`;
}

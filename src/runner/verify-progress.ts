import type { createLogUpdate } from 'log-update';
import { printable } from '#core';
import { badgeMessage, formatSeconds, markOf } from '#report';
import type { VerifyEvent } from './verify-claims.ts';
import { PaceMeter, progressText } from './progress-text.ts';

export interface ProgressOptions {
  /** Where lines go. */
  readonly stream: NodeJS.WriteStream;
  /** Redraws the running claims in place; without it lines are only added. */
  readonly live?: ReturnType<typeof createLogUpdate> | undefined;
}

/** A display of a running verification. */
export interface VerifyDisplay {
  handle(event: VerifyEvent): void;
  /** Adds a line to the log. */
  add(line: string): void;
  /** Removes what is drawn in place. */
  close(): void;
}

const heartbeat = 10_000;
const redraw = 200;

/** Shows one line per finished claim; the running ones in place on a terminal, as a line every 10 s elsewhere. */
export function createDisplay({ stream, live: log }: ProgressOptions): VerifyDisplay {
  const running = new Map<string, string>();
  const meter = new PaceMeter();
  const start = Date.now();
  let done = 0;
  let total = 0;

  const add = (text: string): void => {
    const line = printable(text);
    if (log) log.persist(line);
    else stream.write(`${line}\n`);
  };
  const draw = (): void => {
    if (running.size === 0) return;
    const lines = [...running.values()].map(printable);
    if (log) {
      const elapsed = formatSeconds((Date.now() - start) / 1000);
      const shown = [...lines, `${done} of ${total} judged after ${elapsed}`];
      log(shown.map((line) => [...line].slice(0, (stream.columns || 80) - 1).join('')).join('\n'));
    } else for (const line of lines) add(`... ${line}`);
  };
  const timer = setInterval(draw, log ? redraw : heartbeat);
  timer.unref();

  return {
    add,
    handle(event) {
      if (event.type === 'planned') total = event.plan.run.length;
      if (event.type === 'started') running.set(event.id, `${event.id}  starting`);
      if (event.type === 'progress') {
        const { progress } = event;
        running.set(progress.id, progressText(progress, meter.measure(progress, Date.now())));
      }
      if (event.type === 'judged' || event.type === 'failed' || event.type === 'stopped') {
        const id = event.type === 'judged' ? event.stored.evidence.id : event.id;
        running.delete(id);
        done += event.type === 'stopped' ? 0 : 1;
      }
      const line = lineOf(event, done, total);
      if (line !== undefined) add(line);
    },
    close() {
      clearInterval(timer);
      log?.clear();
      log?.done();
    },
  };
}

/** What is said of evidence for which no seed was trained. */
export const keptText = 'judged again from kept numbers';

/** What an event adds to the log; nothing for most. */
function lineOf(event: VerifyEvent, done: number, total: number): string | undefined {
  switch (event.type) {
    case 'note':
      return `note: ${event.text}`;
    case 'planned':
      return planLine(event);
    case 'judged': {
      const { evidence, run } = event.stored;
      const how = event.fromKept
        ? `${formatSeconds(run.wallSeconds)}, ${keptText}`
        : formatSeconds(run.wallSeconds);
      return `[${done}/${total}] ${markOf(evidence)} ${evidence.id}: ${badgeMessage(evidence)} (${how})`;
    }
    case 'failed':
      return `[${done}/${total}] ✗ ${event.id}: not judged: ${event.message}`;
    case 'started':
    case 'progress':
    case 'stopped':
      return undefined;
  }
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

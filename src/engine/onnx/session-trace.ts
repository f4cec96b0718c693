import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InferenceSession } from 'onnxruntime-node';
import { UserError } from '#core';
import type { TraceEvent } from './trace-kernels.ts';

/** What ONNX Runtime keeps; it drops later events. */
const mostEvents = 1_000_000;

/** The trace that ONNX Runtime writes of every node that a session runs. */
export class SessionTrace {
  private folder = '';
  private ended: readonly TraceEvent[] | undefined;

  /** Makes a place for the trace; gives the options of the session that is to be traced. */
  start(): Pick<InferenceSession.SessionOptions, 'enableProfiling' | 'profileFilePrefix'> {
    this.folder = mkdtempSync(join(tmpdir(), 'claimcheck-trace-'));
    return { enableProfiling: true, profileFilePrefix: join(this.folder, 'trace') };
  }

  /**
   * Ends the tracing of `session`; gives the same events when it is called again.
   * @throws UserError when there were more events than ONNX Runtime keeps
   */
  end(session: InferenceSession): readonly TraceEvent[] {
    this.ended ??= this.read(session);
    if (this.ended.length < mostEvents) return this.ended;
    throw new UserError(
      `the trace is longer than the ${mostEvents} events that ONNX Runtime keeps`,
      'profile fewer steps',
    );
  }

  /** Ends the tracing of a session whose trace nobody asked for. */
  drop(session: InferenceSession): void {
    this.ended ??= this.read(session);
  }

  private read(session: InferenceSession): readonly TraceEvent[] {
    try {
      session.endProfiling();
      return readdirSync(this.folder).flatMap(
        (file) => JSON.parse(readFileSync(join(this.folder, file), 'utf8')) as TraceEvent[],
      );
    } finally {
      rmSync(this.folder, { recursive: true });
    }
  }
}

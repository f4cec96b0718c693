import { fileURLToPath } from 'node:url';

// Frames of TF.js are mapped to its sources by some runners: `tfjs-core/src/engine.ts`, without node_modules.
const library = /node_modules|node:internal|tfjs-[a-z-]+[\\/]src[\\/]/;
const here = new URL('..', import.meta.url);
const engine = [here.href, fileURLToPath(here)];

/** Frames of the language, such as that of `Array.forEach`, say nothing of who called. */
const language = /\(<anonymous>\)$/;

function isOurs(frame: string): boolean {
  return library.test(frame) || language.test(frame) || engine.some((folder) => frame.includes(folder));
}

/**
 * Remembers where it was called from. Formatting a stack costs far more than capturing it, so the text is made only
 * when a message needs it.
 */
export function captureSite(): () => string {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 80;
  const stack = new Error('site');
  Error.stackTraceLimit = limit;
  return () => describeStack(stack.stack ?? '');
}

/**
 * The op of TF.js that threw an error, and the place in the step that called it; undefined when the error is not TF.js's.
 */
export function opOfError(error: Error): { readonly op: string; readonly site: string } | undefined {
  const stack = error.stack ?? '';
  const frames = stack.slice(stack.indexOf('\n    at ') + 1).split('\n');
  if (!library.test(frames[0] ?? '')) return undefined;
  const own = frames.findIndex((frame) => !isOurs(frame));
  const last = frames.slice(0, own < 0 ? undefined : own).findLast((frame) => library.test(frame))!;
  const name = /at (?:async )?(?:[\w$]+\.)*([\w$]+)/.exec(last)?.[1] ?? 'of TensorFlow.js';
  return { op: name.replace(/_+(op)?$/, ''), site: describeStack(`\n${frames.join('\n')}`) };
}

function describeStack(stack: string): string {
  const frames = stack
    .split('\n')
    .slice(1)
    .filter((line) => !isOurs(line))
    .map((line) => line.trim().replace(/^at /, ''))
    .slice(0, 3);
  return frames.length > 0 ? frames.join(', called from ') : 'an unknown place';
}

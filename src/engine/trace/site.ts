import { fileURLToPath } from 'node:url';

// Frames of TF.js are mapped to its sources by some runners: `tfjs-core/src/engine.ts`, without node_modules.
const library = /node_modules|node:internal|tfjs-[a-z-]+[\\/]src[\\/]/;
const folder = (relative: string): string[] => {
  const url = new URL(relative, import.meta.url);
  return [url.href, fileURLToPath(url)];
};
const engine = folder('..');
const ops = folder('../../ops/');

/** Frames of the language, such as that of `Array.forEach`, say nothing of who called. */
const language = /\(<anonymous>\)$/;

function isOurs(frame: string): boolean {
  return library.test(frame) || language.test(frame) || engine.some((path) => frame.includes(path));
}

/**
 * Remembers where it was called from. Formatting a stack costs far more than capturing it, so the text is made only
 * when a message needs it.
 */
export function captureSite(): () => string {
  const stack = withDeepStacks(() => new Error('site'));
  return () => describeStack(stack.stack ?? '');
}

/** The deepest stack of a step: the op that TF.js was called for stands below its own frames. */
const mostFrames = 80;

/** What `call` gives; errors in it know all of the stack that leads to them. */
export function withDeepStacks<T>(call: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = mostFrames;
  try {
    return call();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** Frames of a stack, the innermost first, each as `    at name (place)`. */
function framesOf({ stack = '' }: Error): string[] {
  const first = stack.indexOf('\n    at ');
  return first < 0 ? [] : stack.slice(first + 1).split('\n');
}

/** Whether TF.js, or an op that we add to it, stands in this frame. */
const isOfOp = (frame: string): boolean => library.test(frame) || ops.some((path) => frame.includes(path));

/**
 * Whether an op looked at its operands and refused them: its complaints are plain errors, and a typed array that is too
 * long a RangeError. A TypeError is nobody's complaint, wherever it comes from.
 */
export function isRefusal(error: Error): boolean {
  if (error.constructor !== Error && error.constructor !== RangeError) return false;
  return isOfOp(framesOf(error).find((frame) => !language.test(frame)) ?? '');
}

/** The op in which an error arose, and the place in the step that called it; undefined when it arose in no op. */
export function opOfError(error: Error): { readonly op: string; readonly site: string } | undefined {
  const frames = framesOf(error);
  if (!isOfOp(frames[0] ?? '')) return undefined;
  const own = frames.findIndex((frame) => !isOurs(frame) && !isOfOp(frame));
  const last = frames.slice(0, own < 0 ? undefined : own).findLast(isOfOp)!;
  const name = /at (?:async )?(?:[\w$]+\.)*([\w$]+)/.exec(last)?.[1] ?? 'of TensorFlow.js';
  return { op: name.replace(/_+(op)?$/, ''), site: siteOfError(error) };
}

/** The place in the step that called the op in which an error arose. */
export function siteOfError(error: Error): string {
  const frames = framesOf(error).filter((frame) => !isOfOp(frame));
  return describeStack(`\n${frames.join('\n')}`);
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

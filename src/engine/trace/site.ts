import { fileURLToPath } from 'node:url';

// Frames of TF.js are mapped to its sources by some runners: `tfjs-core/src/engine.ts`, without node_modules.
const library = /node_modules|node:internal|tfjs-[a-z-]+[\\/]src[\\/]/;
const here = new URL('..', import.meta.url);
const engine = [here.href, fileURLToPath(here)];

function isOurs(frame: string): boolean {
  return library.test(frame) || engine.some((folder) => frame.includes(folder));
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

function describeStack(stack: string): string {
  const frames = stack
    .split('\n')
    .slice(1)
    .filter((line) => !isOurs(line))
    .map((line) => line.trim().replace(/^at /, ''))
    .slice(0, 3);
  return frames.length > 0 ? frames.join(', called from ') : 'an unknown place';
}

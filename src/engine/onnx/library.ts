import { createRequire } from 'node:module';
import type Ort from 'onnxruntime-node';
import { messageOf, UserError } from '#core';
import { absence, onnxRuntimeOffer } from '../optional-packages.ts';

type Loaded = { readonly runtime: typeof Ort } | { readonly problem: string };

let known: Loaded | undefined;

/** How to go on without it. */
export const onnxRuntimeHint = `get it by ${onnxRuntimeOffer.command}, or use --engine reference`;

function load(): Loaded {
  const missing = absence('onnxruntime-node');
  if (missing !== undefined) return { problem: missing };
  try {
    return { runtime: createRequire(import.meta.url)('onnxruntime-node') as typeof Ort };
  } catch (error) {
    return { problem: `onnxruntime-node does not load: ${messageOf(error).split('\n')[0]}` };
  }
}

/**
 * ONNX Runtime, loaded when a step needs it: it has no library for every platform, and most steps run without it.
 * @throws UserError when it does not load
 */
export function onnxRuntime(): typeof Ort {
  known ??= load();
  if ('runtime' in known) return known.runtime;
  throw new UserError(`the step runs on ONNX Runtime, and ${known.problem}`, onnxRuntimeHint);
}

/** Why ONNX Runtime does not load here; undefined when it does. */
export function onnxRuntimeProblem(): string | undefined {
  known ??= load();
  return 'problem' in known ? known.problem : undefined;
}

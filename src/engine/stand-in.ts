import { nativeSupport } from './native/index.ts';
import { onnxRuntimeProblem } from './onnx/library.ts';
import type { EngineName, Program } from './types.ts';

/** What computes instead of an engine whose code ended its process. */
export interface StandInEngine {
  readonly engine: EngineName;
  /** What it runs on, where the engine has several ways. */
  readonly basis?: NonNullable<Program['basis']>;
  /** Environment of the process in which it does. */
  readonly env: Readonly<Record<string, string>>;
}

/** The engine to try when the code of `engine` ended its process; none for the reference, which compiles nothing. */
export function standInEngine(engine: EngineName): StandInEngine | undefined {
  if (engine === 'reference') return undefined;
  if (engine !== 'cpu') return { engine: 'cpu', env: {} };
  const native = nativeSupport().available;
  if (!native || onnxRuntimeProblem() !== undefined) return { engine: 'reference', env: {} };
  return { engine, basis: 'ONNX Runtime', env: { CLAIMCHECK_NATIVE: '0' } };
}

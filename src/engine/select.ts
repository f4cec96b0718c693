import { createRequire } from 'node:module';
import { messageOf, UserError } from '#core';
import { cudaProblem } from './cuda-library.ts';
import { nativeSupport } from './native/index.ts';
import { packageVersion } from './package-version.ts';
import { findTfjsNode, tfjsNodeProblem } from './tfjs-node-package.ts';
import type { Compile, EngineName } from './types.ts';

const require = createRequire(import.meta.url);

export interface EngineDescription {
  readonly name: EngineName;
  readonly available: boolean;
  /** What runs it and in which version, or why it cannot run here. */
  readonly detail: string;
}

export interface EngineChoice {
  readonly engine: EngineName;
  /** Why this one: asked for by name, or the best that is there. */
  readonly why: string;
}

/** Engine names that a user may write. */
export const engineNames = ['auto', 'cpu', 'cuda', 'tfjs-node-gpu', 'reference'] as const;

/** Every engine, whether it can run here, and why not. */
export function describeEngines(): readonly EngineDescription[] {
  const reference: EngineDescription = {
    name: 'reference',
    available: true,
    detail: `op by op on TF.js ${packageVersion('@tensorflow/tfjs')}, backend cpu (slow; the oracle of the tests)`,
  };
  return [describeCpu(), describeCuda(), describeTfjsNode(), reference];
}

/** What the `cpu` engine runs steps on here: numbers differ between the two in the last digits. */
export function cpuBasis(): 'machine code' | 'ONNX Runtime' {
  return nativeSupport().available ? 'machine code' : 'ONNX Runtime';
}

function describeCpu(): EngineDescription {
  const native = nativeSupport();
  const library = `ONNX Runtime ${packageVersion('onnxruntime-node')}`;
  try {
    require('onnxruntime-node');
    const detail = native.available
      ? `machine code (${native.detail}); ${library} for steps with other ops`
      : `${library}, CPU provider (no machine code: ${native.reason})`;
    return { name: 'cpu', available: true, detail };
  } catch (error) {
    const lacking = `onnxruntime-node does not load: ${messageOf(error)}`;
    if (!native.available) return { name: 'cpu', available: false, detail: lacking };
    return { name: 'cpu', available: true, detail: `machine code (${native.detail}); ${lacking}` };
  }
}

function describeCuda(): EngineDescription {
  const problem = cudaProblem();
  const detail = problem ?? `ONNX Runtime ${packageVersion('onnxruntime-node')}, CUDA provider`;
  return { name: 'cuda', available: problem === undefined, detail };
}

function describeTfjsNode(): EngineDescription {
  const found = findTfjsNode();
  const problem = tfjsNodeProblem(found);
  const detail = problem ?? `op by op on ${found!.name} ${found!.version}`;
  return { name: 'tfjs-node-gpu', available: problem === undefined, detail };
}

/**
 * The engine to use for a name. `auto` takes the fastest that loads here.
 * @throws UserError for an unknown name, or for a named engine that cannot run here
 */
export function resolveEngine(name: string): EngineChoice {
  if (!(engineNames as readonly string[]).includes(name)) {
    throw new UserError(`unknown engine '${name}'`, `choose one of ${engineNames.join(', ')}`);
  }
  const engines = describeEngines();
  if (name === 'auto') {
    const best = engines.find(({ available }) => available)!;
    return { engine: best.name, why: `fastest engine here: ${best.detail}` };
  }
  const found = engines.find((engine) => engine.name === name)!;
  if (found.available) return { engine: found.name, why: `asked for: ${found.detail}` };
  throw new UserError(
    `engine '${name}' cannot run here: ${found.detail}`,
    "run 'claimcheck doctor' to see what is missing, or use --engine auto",
  );
}

/** Compiles a step for the engine that the options name. */
export const compile: Compile = async (step, specs, options) => {
  const { compileCpu } = await import('./cpu.ts');
  const { compileReference } = await import('./reference.ts');
  const { compileCuda } = await import('./cuda.ts');
  const { compileTfjsNode } = await import('./tfjs-node.ts');
  const compilers: Record<EngineName, Compile> = {
    cpu: compileCpu,
    cuda: compileCuda,
    'tfjs-node-gpu': compileTfjsNode,
    reference: compileReference,
  };
  return compilers[options.engine](step, specs, options);
};

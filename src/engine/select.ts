import { UserError } from '#core';
import { chooseEngine, type EngineChoice, type EngineDescription } from './choose-engine.ts';
import { cudaOffer, cudaProblem } from './cuda-library.ts';
import { nativeSupport } from './native/index.ts';
import { onnxRuntimeProblem } from './onnx/library.ts';
import { absence, onnxRuntimeOffer, tfjsNodeOffer, webgpuOffer } from './optional-packages.ts';
import { packageVersion } from './package-version.ts';
import { findTfjsNode, tfjsNodeProblem } from './tfjs-node-package.ts';
import type { Compile, EngineName } from './types.ts';

/** Engine names that a user may write. */
const engineNames = ['auto', 'webgpu', 'cpu', 'cuda', 'tfjs-node-gpu', 'reference'] as const;

const describers: Readonly<Record<EngineName, () => EngineDescription | Promise<EngineDescription>>> = {
  webgpu: describeWebgpu,
  cpu: describeCpu,
  cuda: describeCuda,
  'tfjs-node-gpu': describeTfjsNode,
  reference: describeReference,
};

/** Every engine, the fastest first: whether it can run here, and why not. */
export function describeEngines(): Promise<readonly EngineDescription[]> {
  return Promise.all(Object.values(describers).map(async (describe) => describe()));
}

/** What the `cpu` engine runs steps on here: numbers differ between the two in the last digits. */
export function cpuBasis(): 'machine code' | 'ONNX Runtime' | 'none' {
  if (nativeSupport().available) return 'machine code';
  return onnxRuntimeProblem() === undefined ? 'ONNX Runtime' : 'none';
}

function describeReference(): EngineDescription {
  const detail = `op by op on TF.js ${packageVersion('@tensorflow/tfjs-core')}, backend cpu (slow; the oracle of the tests)`;
  return { name: 'reference', available: true, detail };
}

async function describeWebgpu(): Promise<EngineDescription> {
  const { findAdapter } = await import('./webgpu/index.ts');
  const found = await findAdapter();
  if (!found.available) {
    const offer = absence('webgpu') !== undefined && { offer: webgpuOffer };
    return { name: 'webgpu', available: false, detail: found.reason, ...offer };
  }
  const detail = `WebGPU (Dawn, webgpu ${packageVersion('webgpu')}) on ${found.detail}`;
  return { name: 'webgpu', available: true, detail, onlyByName: found.software };
}

function describeCpu(): EngineDescription {
  const native = nativeSupport();
  const problem = onnxRuntimeProblem();
  const library = problem ?? `ONNX Runtime ${packageVersion('onnxruntime-node')}`;
  const offer = absence('onnxruntime-node') !== undefined && { offer: onnxRuntimeOffer };
  if (native.available) {
    const others = problem ?? `${library} for steps with other ops`;
    return { name: 'cpu', available: true, detail: `machine code (${native.detail}); ${others}`, ...offer };
  }
  const detail = `${library}${problem === undefined ? ', CPU provider' : ''} (no machine code: ${native.reason})`;
  return { name: 'cpu', available: problem === undefined, detail, ...offer };
}

function describeCuda(): EngineDescription {
  const problem = cudaProblem();
  const detail = problem ?? `ONNX Runtime ${packageVersion('onnxruntime-node')}, CUDA provider`;
  const offer = cudaOffer();
  return { name: 'cuda', available: problem === undefined, detail, ...(offer && { offer }) };
}

function describeTfjsNode(): EngineDescription {
  const found = findTfjsNode();
  const problem = tfjsNodeProblem(found);
  const detail = problem ?? `op by op on ${found!.name} ${found!.version}`;
  const offer = !found && { offer: tfjsNodeOffer };
  return { name: 'tfjs-node-gpu', available: problem === undefined, detail, ...offer };
}

const probes = new Map<EngineName, Promise<string | undefined>>();

/** Once in a process: a GPU takes its time for two steps. */
function probeOnce(engine: EngineName): Promise<string | undefined> {
  const probed = probes.get(engine) ?? probe(engine);
  probes.set(engine, probed);
  return probed;
}

async function probe(engine: EngineName): Promise<string | undefined> {
  const [{ probeEngine }, compileStep] = await Promise.all([
    import('./canary/index.ts'),
    compilers[engine](),
  ]);
  return probeEngine(engine, compileStep);
}

/**
 * The engine to use for a name. `auto` takes the fastest that loads here, a GPU only where it computes what the processor
 * does.
 * @throws UserError for an unknown name, or for a named engine that cannot run here
 */
export async function resolveEngine(name: string): Promise<EngineChoice> {
  if (!(engineNames as readonly string[]).includes(name)) {
    throw new UserError(`unknown engine '${name}'`, `choose one of ${engineNames.join(', ')}`);
  }
  if (name === 'auto') return chooseEngine(await describeEngines(), probeOnce);
  const found = await describers[name as EngineName]();
  if (found.available) return { engine: found.name, why: `asked for: ${found.detail}` };
  throw new UserError(
    `engine '${name}' cannot run here: ${found.detail}`,
    "run 'claimcheck doctor' to see what is missing, or use --engine auto",
  );
}

/** Loaded one by one, when they are asked for: a library that does not load here must not take the others with it. */
const compilers: Readonly<Record<EngineName, () => Promise<Compile>>> = {
  webgpu: async () => (await import('./webgpu.ts')).compileWebgpu,
  cpu: async () => (await import('./cpu.ts')).compileCpu,
  cuda: async () => (await import('./cuda.ts')).compileCuda,
  'tfjs-node-gpu': async () => (await import('./tfjs-node.ts')).compileTfjsNode,
  reference: async () => (await import('./reference.ts')).compileReference,
};

/** Compiles a step for the engine that the options name. */
export const compile: Compile = async (step, specs, options) => {
  const compileStep = await compilers[options.engine]();
  return compileStep(step, specs, options);
};

import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs-core';
import { messageOf, UserError } from '#core';
import { registerReplicaConv2D } from '#ops';
import { compileEager } from './eager.ts';
import { findTfjsNode, type FoundPackage, tfjsNodeProblem } from './tfjs-node-package.ts';
import type { Compile } from './types.ts';

/** The backend that both packages register. */
const backendName = 'tensorflow';

/** Runs a step op by op on TensorFlow's native library, which the user has installed. */
export const compileTfjsNode: Compile = async (step, specs, options) => {
  await loadTfjsNode(findTfjsNode());
  return compileEager(step, specs, options, { engine: 'tfjs-node-gpu', backendName });
};

/**
 * Loads the package, so that its backend is registered with our copy of TF.js.
 * @throws UserError when it is not installed, of another version, does not load, or registers with another copy
 */
export async function loadTfjsNode(found: FoundPackage | undefined): Promise<void> {
  const problem = tfjsNodeProblem(found);
  if (problem !== undefined) throw refusal(problem);
  const { name, path } = found!;
  const active = tf.engine().backendName;
  const kernels = tf.getKernelsForBackend('cpu');
  const gradients = registeredGradients();
  try {
    createRequire(path)(path);
  } catch (error) {
    throw refusal(`${name} does not load: ${messageOf(error).split('\n')[0]}`);
  }
  // It brings all of TF.js, which registers over what `#ops` has mended.
  for (const kernel of kernels) tf.registerKernel(kernel);
  for (const gradient of gradients) tf.registerGradient(gradient);
  if (tf.findBackendFactory(backendName) === null) {
    throw refusal(`${name} has its own copy of @tensorflow/tfjs-core; run npm dedupe`);
  }
  // Loading makes its backend the active one.
  if (active) await tf.setBackend(active);
  registerReplicaConv2D(backendName);
}

function registeredGradients(): tf.GradConfig[] {
  const names = Object.values(tf).filter((value) => typeof value === 'string');
  return names.flatMap((name) => tf.getGradient(name) ?? []);
}

function refusal(problem: string): UserError {
  return new UserError(
    `engine 'tfjs-node-gpu' cannot run here: ${problem}`,
    'mend that, or use --engine auto',
  );
}

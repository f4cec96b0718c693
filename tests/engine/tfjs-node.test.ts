import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ndarray, type NdRecord } from '#core';
import { describeEngines, resolveEngine, type Step, type StepSpecs } from '#engine';
import { replicaConv2d } from '#ops';
import { tfjsNodeOffer } from '../../src/engine/optional-packages.ts';
import { compileReference } from '../../src/engine/reference.ts';
import { compileTfjsNode, loadTfjsNode } from '../../src/engine/tfjs-node.ts';
import { findTfjsNode, tfjsNodeProblem } from '../../src/engine/tfjs-node-package.ts';

const ours = createRequire(import.meta.url).resolve('@tensorflow/tfjs-core');

/** What the real package does when it is loaded, on TF.js's plain backend: registers `tensorflow` and makes it active. */
const standIn = `
  const tf = require(${JSON.stringify(ours)});
  tf.registerBackend('tensorflow', () => tf.findBackendFactory('cpu')(), 3);
  tf.copyRegisteredKernels('cpu', 'tensorflow');
  for (const { kernelName } of tf.getKernelsForBackend('tensorflow')) {
    if (kernelName.startsWith('Replica')) tf.unregisterKernel(kernelName, 'tensorflow');
  }
  tf.setBackend('tensorflow');
`;

const gpu = '@tensorflow/tfjs-node-gpu';
const plain = '@tensorflow/tfjs-node';

/** A project with packages of the given versions and sources, which is the working folder from here on. */
function projectWith(packages: Readonly<Record<string, { version: string; source: string }>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-peer-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, { version, source }] of Object.entries(packages)) {
    const path = join(folder, 'node_modules', name);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'package.json'), JSON.stringify({ name, version, main: 'index.js' }));
    writeFileSync(join(path, 'index.js'), source);
  }
  vi.spyOn(process, 'cwd').mockReturnValue(folder);
  return folder;
}

beforeEach(() => void vi.restoreAllMocks());

const specs: StepSpecs = {
  state: { filter: { dtype: 'float32', shape: [2, 3, 3, 1, 2] } },
  input: { rate: { dtype: 'float32', shape: [] } },
  data: { x: { dtype: 'float32', shape: [2, 1, 5, 5, 1] } },
};

/** A gradient step of a convolution per replica. */
const step: Step = ({ filter }, { rate }, { x }) => {
  const loss = (weights: tf.Tensor): tf.Scalar =>
    tf.sum(tf.square(replicaConv2d(x!, weights, { strides: 1, pad: 'same' })));
  const gradient = tf.grad(loss)(filter!);
  return {
    state: { filter: tf.sub(filter!, tf.mul(rate!, gradient)) },
    metrics: { loss: tf.mean(tf.square(gradient), [1, 2, 3, 4]) },
  };
};

const wave = (count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, index) => Math.sin(index));
const state: NdRecord = { filter: ndarray(wave(36), [2, 3, 3, 1, 2]) };
const data: NdRecord = { x: ndarray(wave(50), [2, 1, 5, 5, 1]) };
const inputs: NdRecord = { rate: ndarray([0.01, 0.02], [2]) };

describe('findTfjsNode', () => {
  it('finds the package with CUDA before the one without, in the folder that the user works in', () => {
    projectWith({ [plain]: { version: '4.22.0', source: '' }, [gpu]: { version: '4.22.1', source: '' } });
    expect(findTfjsNode()).toMatchObject({ name: gpu, version: '4.22.1' });
    projectWith({ [plain]: { version: '4.22.0', source: '' } });
    expect(findTfjsNode()).toMatchObject({ name: plain, version: '4.22.0' });
  });

  it('finds nothing where nothing is', () => {
    projectWith({});
    expect(findTfjsNode()).toBeUndefined();
    expect(tfjsNodeProblem()).toBe(`${gpu} or ${plain} is not installed`);
  });
});

describe('the engine tfjs-node-gpu', () => {
  it('is not here without the package, and says so by name', async () => {
    projectWith({});
    expect(await describeEngines()).toContainEqual({
      name: 'tfjs-node-gpu',
      available: false,
      detail: `${gpu} or ${plain} is not installed`,
      offer: tfjsNodeOffer,
    });
    await expect(resolveEngine('tfjs-node-gpu')).rejects.toThrow(/cannot run here: .* is not installed/);
    await expect(compileTfjsNode(step, specs, { engine: 'tfjs-node-gpu', threads: 1 })).rejects.toThrow(
      /engine 'tfjs-node-gpu' cannot run here: .* is not installed/,
    );
  });

  it('refuses a package of another version before it loads it', async () => {
    projectWith({ [gpu]: { version: '3.21.0', source: 'throw new Error("loaded")' } });
    const wanted = `${gpu} is 3.21.0, but @tensorflow/tfjs-core is 4.22.0; install ${gpu}@4.22`;
    expect(tfjsNodeProblem()).toBe(wanted);
    await expect(loadTfjsNode(findTfjsNode())).rejects.toThrow(wanted);
  });

  it('tells the first line of why a package does not load', async () => {
    const source = 'throw new Error("libcudart.so.12: cannot open shared object file\\n  at ...")';
    projectWith({ [gpu]: { version: '4.22.0', source } });
    await expect(loadTfjsNode(findTfjsNode())).rejects.toThrow(
      new RegExp(`${gpu} does not load: libcudart\\.so\\.12: cannot open shared object file$`),
    );
  });

  it('refuses a package that registers its backend elsewhere', async () => {
    projectWith({ [gpu]: { version: '4.22.0', source: '// A copy of TF.js of its own.' } });
    await expect(loadTfjsNode(findTfjsNode())).rejects.toThrow(
      /its own copy of @tensorflow\/tfjs-core; run npm dedupe/,
    );
  });

  it('leaves the mended kernels and gradients of this process, whatever it registers over them', async () => {
    const over = `
      tf.registerKernel({ kernelName: 'MaxPool', backendName: 'cpu', kernelFunc() { throw new Error('not mended'); } });
      tf.registerGradient({ kernelName: 'Cumsum', gradFunc() { throw new Error('not mended'); } });
    `;
    projectWith({ [gpu]: { version: '4.22.0', source: standIn + over } });
    const mended = () => [tf.getKernel('MaxPool', 'cpu'), tf.getGradient('Cumsum')];
    const before = mended();
    await loadTfjsNode(findTfjsNode());
    expect(mended()).toEqual(before);
  });

  it('gives the reference numbers on a stand-in, convolutions of replicas included, and leaves the backend', async () => {
    projectWith({ [gpu]: { version: '4.22.0', source: standIn } });
    await tf.setBackend('cpu');
    expect((await resolveEngine('tfjs-node-gpu')).why).toBe(`asked for: op by op on ${gpu} 4.22.0`);
    const options = { engine: 'tfjs-node-gpu', threads: 1 } as const;
    const program = await compileTfjsNode(step, specs, options);
    expect(program.engine).toBe('tfjs-node-gpu');
    const reference = await compileReference(step, specs, { ...options, engine: 'reference' });
    expect(await program.run(state, inputs, data, 2)).toEqual(await reference.run(state, inputs, data, 2));
    expect(tf.getBackend()).toBe('cpu');
  });
});

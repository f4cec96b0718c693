import { createRequire } from 'node:module';

/** What an engine lacks here that could be installed, what it would bring, and the command that gets it. */
export interface Offer {
  readonly brings: string;
  readonly command: string;
}

/** Packages that nothing installs by itself, in the versions that the engines are tested with. */
const optionalPackages = {
  webgpu: '0.6.2',
  'onnxruntime-node': '1.30.0',
  '@tensorflow/tfjs-node-gpu': '4.22.0',
  '@tensorflow/tfjs-node': '4.22.0',
} as const;

type OptionalPackage = keyof typeof optionalPackages;

/** Why Node does not find the package beside this one; undefined where it does. */
export function absence(name: OptionalPackage): string | undefined {
  try {
    createRequire(import.meta.url).resolve(`${name}/package.json`);
    return undefined;
  } catch {
    return `${name} is not installed`;
  }
}

/** The command that installs the package in a project. */
export function installing(name: OptionalPackage): string {
  // The library for processors is in the package; its script would fetch the one for CUDA from elsewhere.
  const options = name === 'onnxruntime-node' ? '--ignore-scripts ' : '';
  return `npm install ${options}${name}@${optionalPackages[name]}`;
}

/** For steps on the processor: what machine code does not do. */
export const onnxRuntimeOffer: Offer = {
  brings:
    'ONNX Runtime, for steps that have no machine code, and to hold those against that take the reference long (290 MB)',
  command: installing('onnxruntime-node'),
};

export const webgpuOffer: Offer = {
  brings: 'Dawn, for training on a GPU by Vulkan, Metal or Direct3D 12 (130 MB)',
  command: installing('webgpu'),
};

export const tfjsNodeOffer: Offer = {
  brings:
    "TensorFlow's native library, op by op on an NVIDIA GPU; its script fetches that from storage.googleapis.com",
  command: installing('@tensorflow/tfjs-node-gpu'),
};

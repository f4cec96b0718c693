import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { absence, installing, type Offer } from './optional-packages.ts';

const library = 'libonnxruntime_providers_cuda.so';

/** Folder of onnxruntime-node's libraries for this machine; undefined when the package is not there. */
function libraryFolder(): string | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve('onnxruntime-node/package.json');
    return join(dirname(manifest), 'bin/napi-v6', platform(), arch());
  } catch {
    return undefined;
  }
}

/**
 * Why ONNX Runtime's CUDA provider cannot run here; undefined when its library is there. Whether
 * CUDA 12 and cuDNN 9 are there as well shows when a step is compiled.
 */
export function cudaProblem(folder: string | undefined = libraryFolder()): string | undefined {
  if (!isForMachine(folder)) return 'ONNX Runtime has its CUDA provider for Linux on x64 only';
  if (folder === undefined) return absence('onnxruntime-node');
  return existsSync(join(folder, library)) ? undefined : "ONNX Runtime's CUDA provider is not installed";
}

function isForMachine(folder: string | undefined): boolean {
  return folder === undefined ? platform() === 'linux' && arch() === 'x64' : /linux[/\\]x64$/.test(folder);
}

/** How to get the provider where it lacks; undefined where it is there, or there is none for the machine. */
export function cudaOffer(folder: string | undefined = libraryFolder()): Offer | undefined {
  if (cudaProblem(folder) === undefined || !isForMachine(folder)) return undefined;
  const script = folder === undefined ? 'node_modules/onnxruntime-node' : join(folder, '../../../..');
  const fetching = `node ${join(script, 'script/install.js')} --onnxruntime-node-install=cuda12`;
  return {
    brings: "ONNX Runtime's CUDA provider, for NVIDIA GPUs with CUDA 12 and cuDNN 9, from api.nuget.org",
    command: folder === undefined ? `${installing('onnxruntime-node')} && ${fetching}` : fetching,
  };
}

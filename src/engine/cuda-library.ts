import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';

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
 * Why ONNX Runtime's CUDA provider cannot run here, with how to get it; undefined when its library is there. Whether
 * CUDA 12 and cuDNN 9 are there as well shows when a step is compiled.
 */
export function cudaProblem(folder: string | undefined = libraryFolder()): string | undefined {
  if (folder === undefined) return 'onnxruntime-node is not installed';
  if (!/linux[/\\]x64$/.test(folder)) return 'ONNX Runtime has its CUDA provider for Linux on x64 only';
  if (existsSync(join(folder, library))) return undefined;
  const script = join(folder, '../../../../script/install.js');
  return `ONNX Runtime's CUDA provider is not installed; on a machine with CUDA 12 and cuDNN 9 run: node ${script} --onnxruntime-node-install=cuda12`;
}

import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A graphics processor that nobody else on this machine is handed until it is given back, or this process is gone. */
export interface GpuLease {
  /** Its number. */
  readonly gpu: number;
  readonly release: () => void;
}

/** Milliseconds between looks whether one is free. */
const interval = 200;

/**
 * Waits until one of the graphics processors is free and takes it: claims that are judged at the same time are processes of
 * their own, and two programs on one would share its memory.
 * @throws the signal's reason when it is aborted
 */
export async function leaseGpu(gpus: readonly number[], signal?: AbortSignal): Promise<GpuLease> {
  for (;;) {
    for (const gpu of gpus) {
      signal?.throwIfAborted();
      const release = await hold(gpu);
      if (release) return { gpu, release };
    }
    await pause(interval, undefined, { signal });
  }
}

/**
 * Listens under a name that one process of the machine may have, and that the system takes back when it is gone.
 * @returns what gives it back; undefined when another has it
 */
async function hold(gpu: number): Promise<(() => void) | undefined> {
  const path = nameOf(`claimcheck-gpu-${gpu}`);
  // No graphics processors of CUDA elsewhere.
  if (path === undefined) return () => undefined;
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.unref().listen(path, () => resolve(() => void server.close()));
  });
}

function nameOf(name: string): string | undefined {
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : undefined;
}

import { readdirSync, readFileSync } from 'node:fs';

/** What a process holds of the machine. */
export interface ProcessState {
  /** Resident memory, in MB. */
  readonly megabytes: number;
  /** Memory of JavaScript objects, in MB. */
  readonly heapMegabytes: number;
  /** Open files, sockets and pipes. */
  readonly handles: number;
  /** Mappings that may be executed and belong to no file: compiled code. */
  readonly codeMappings: number;
  readonly threads: number;
}

/** Of this process, on Linux; garbage is collected before, where `node --expose-gc` lets it. */
export function processState(): ProcessState {
  (globalThis as { readonly gc?: () => void }).gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return {
    megabytes: rss / 1e6,
    heapMegabytes: heapUsed / 1e6,
    handles: readdirSync('/proc/self/fd').length,
    codeMappings: readFileSync('/proc/self/maps', 'utf8').split('\n').filter(isCode).length,
    threads: readdirSync('/proc/self/task').length,
  };
}

/** `address permissions offset device inode [path]`. */
function isCode(line: string): boolean {
  const [, permissions = '', , , inode, path] = line.trim().split(/\s+/);
  return permissions.includes('x') && inode === '0' && path === undefined;
}

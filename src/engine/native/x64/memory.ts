import { foreign } from './foreign.ts';

/** Address in the memory of this process, in bytes. */
export type Address = bigint;

const protections = { none: 0, readWrite: 3, readExecute: 5 } as const;

const mapPrivate = 2;
const mapAnonymous = process.platform === 'darwin' ? 0x1000 : 0x20;
const pageBytes = 4096;
/** Large pages take a quarter of the time to get, and fewer misses to reach. Linux gives them where asked. */
const largePageBytes = 2 ** 21;
const adviseLargePages = 14;

type Mmap = (
  at: null,
  bytes: number,
  protection: number,
  flags: number,
  file: number,
  offset: number,
) => Address;
type Mprotect = (at: Address, bytes: number, protection: number) => number;
type Munmap = (at: Address, bytes: number) => number;
type Madvise = (at: Address, bytes: number, advice: number) => number;

interface System {
  readonly mmap: Mmap;
  readonly mprotect: Mprotect;
  readonly munmap: Munmap;
  readonly madvise: Madvise;
}

let known: System | undefined;

/** The system's calls, from the C library that this process already has. */
function system(): System {
  if (known) return known;
  const library = foreign().load(null);
  known = {
    mmap: library.func('mmap', 'void *', [
      'void *',
      'size_t',
      'int',
      'int',
      'int',
      'int64_t',
    ]) as unknown as Mmap,
    mprotect: library.func('mprotect', 'int', ['void *', 'size_t', 'int']) as unknown as Mprotect,
    munmap: library.func('munmap', 'int', ['void *', 'size_t']) as unknown as Munmap,
    madvise: library.func('madvise', 'int', ['void *', 'size_t', 'int']) as unknown as Madvise,
  };
  return known;
}

/** Memory outside of JavaScript's heap: page aligned, and zero at first. It stays until `release`. */
export class NativeMemory {
  readonly address: Address;
  /** All bytes. Not to be read or written after `release`. */
  readonly view: ArrayBuffer;
  private readonly bytes: number;
  private released = false;

  private constructor(address: Address, bytes: number) {
    this.address = address;
    this.bytes = bytes;
    this.view = foreign().view(address, bytes);
  }

  /** At least `bytes` bytes, rounded up to whole pages. */
  static allocate(bytes: number): NativeMemory {
    const rounded = Math.max(1, Math.ceil(bytes / pageBytes)) * pageBytes;
    const address = system().mmap(null, rounded, protections.readWrite, mapPrivate | mapAnonymous, -1, 0);
    // MAP_FAILED is the pointer -1.
    if (!address || BigInt.asIntN(64, address) === -1n) {
      throw new Error(`the system gave no ${rounded} bytes of memory (errno ${foreign().errno()})`);
    }
    // No more than a wish: what it returns does not matter.
    if (process.platform === 'linux' && rounded >= largePageBytes) {
      system().madvise(address, rounded, adviseLargePages);
    }
    return new NativeMemory(address, rounded);
  }

  /** Ends writing for good and allows execution: no memory is ever both writable and executable. */
  makeExecutable(): void {
    if (system().mprotect(this.address, this.bytes, protections.readExecute) !== 0) {
      throw new Error(`the system refused to make memory executable (errno ${foreign().errno()})`);
    }
  }

  release(): void {
    if (this.released) return;
    this.released = true;
    system().munmap(this.address, this.bytes);
  }
}

/** Where the elements of a typed array lie; true for as long as the array is kept. */
export function addressOf(view: ArrayBufferView): Address {
  return foreign().address(view);
}

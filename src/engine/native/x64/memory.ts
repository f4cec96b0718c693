import { foreign } from '../../foreign.ts';
import { guardSide } from './guard-side.ts';

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
  private released = false;

  /** @param mapped what the system gave, guard pages with it */
  private constructor(
    address: Address,
    private readonly bytes: number,
    private readonly mapped: { readonly address: Address; readonly bytes: number } = { address, bytes },
  ) {
    this.address = address;
    this.view = foreign().view(address, bytes);
  }

  /**
   * Memory that compiled code reads and writes. Under CLAIMCHECK_GUARD it ends, or begins, at a page that faults: it then
   * has `bytes` bytes and no more, and is aligned to 4 bytes only where it ends there.
   */
  static forData(bytes: number): NativeMemory {
    return guardSide === undefined ? NativeMemory.allocate(bytes) : NativeMemory.guarded(bytes, guardSide);
  }

  private static guarded(bytes: number, side: 'begin' | 'end'): NativeMemory {
    const own = Math.max(8, Math.ceil(bytes / 4) * 4);
    const body = Math.ceil(own / pageBytes) * pageBytes;
    const mapped = NativeMemory.map(body + 2 * pageBytes);
    const first = mapped.address + BigInt(pageBytes);
    for (const page of [mapped.address, first + BigInt(body)]) NativeMemory.guard(page);
    return new NativeMemory(side === 'begin' ? first : first + BigInt(body - own), own, mapped);
  }

  private static guard(page: Address): void {
    if (system().mprotect(page, pageBytes, protections.none) !== 0) {
      throw new Error(`the system refused to guard memory (errno ${foreign().errno()})`);
    }
  }

  /** Lets every access to the page at `offset`, a multiple of 4096 bytes from the address, fault. */
  guardPage(offset: number): void {
    NativeMemory.guard(this.address + BigInt(offset));
  }

  /** At least `bytes` bytes, rounded up to whole pages. */
  static allocate(bytes: number): NativeMemory {
    const { address, bytes: rounded } = NativeMemory.map(bytes);
    return new NativeMemory(address, rounded);
  }

  private static map(bytes: number): { readonly address: Address; readonly bytes: number } {
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
    return { address, bytes: rounded };
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
    system().munmap(this.mapped.address, this.mapped.bytes);
  }
}

/** Where the elements of a typed array lie; true for as long as the array is kept. */
export function addressOf(view: ArrayBufferView): Address {
  return foreign().address(view);
}

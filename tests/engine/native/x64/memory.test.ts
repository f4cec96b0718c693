import { describe, expect, it } from 'vitest';
import { addressOf, at, NativeMemory, rax, rcx, rdi } from '../../../../src/engine/native/x64/index.ts';
import { runCode } from '../run-kernel.ts';

describe('NativeMemory', () => {
  it('is zero at first, page aligned and whole pages', () => {
    const memory = NativeMemory.allocate(5000);
    expect(memory.view.byteLength).toBe(8192);
    expect(memory.address % 4096n).toBe(0n);
    expect(new Uint8Array(memory.view).every((byte) => byte === 0)).toBe(true);
    memory.release();
  });

  it('no bytes are still a page', () => {
    const memory = NativeMemory.allocate(0);
    expect(memory.view.byteLength).toBe(4096);
    memory.release();
  });

  it('code and the view see the same bytes', () => {
    const memory = NativeMemory.allocate(64);
    new Int32Array(memory.view)[3] = 42;
    const read = runCode(
      (asm) => {
        asm.load(rcx, at(rdi));
        asm.load32(rax, at(rcx, 12));
        asm.store32(at(rcx, 16), -7);
        asm.ret();
      },
      new BigUint64Array([memory.address]),
    );
    expect(read).toBe(42);
    expect(new Int32Array(memory.view)[4]).toBe(-7);
    memory.release();
  });

  it('an address that the system gives again, after a release, has new zeros', () => {
    const addresses = new Set<bigint>();
    for (let i = 0; i < 200; i++) {
      const memory = NativeMemory.allocate(4096);
      addresses.add(memory.address);
      const words = new Int32Array(memory.view);
      expect(words[0]).toBe(0);
      words.fill(i + 1);
      memory.release();
      memory.release();
    }
    expect(addresses.size).toBeLessThan(200);
  });

  it('more than the machine can have is refused with a reason', () => {
    expect(() => NativeMemory.allocate(2 ** 50)).toThrow('bytes of memory');
  });
});

describe('addressOf', () => {
  it('is where the elements lie: of a small array, of a large one and of a part', () => {
    for (const length of [2, 100_000]) {
      const array = Float32Array.from({ length }, (_, i) => i);
      expect(addressOf(array.subarray(1))).toBe(addressOf(array) + 4n);
      const bits = runCode((asm) => {
        asm.load32(rax, at(rdi, 4));
        asm.ret();
      }, array);
      expect(bits).toBe(0x3f800000);
    }
  });
});

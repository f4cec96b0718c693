import { describe, expect, it } from 'vitest';
import {
  addressOf,
  Assembler,
  at,
  Executable,
  NativeMemory,
  rax,
  rcx,
  rdi,
} from '../../../../src/engine/native/x64/index.ts';

/** Counts the number at the context down to zero, adding to the next; gives the sum as int32. */
function counter(): Executable {
  const asm = new Assembler();
  const top = asm.label();
  asm.load(rcx, at(rdi));
  asm.mov(rax, 0);
  asm.bind(top);
  asm.add(rax, rcx);
  asm.dec(rcx);
  asm.jump('ne', top);
  asm.store(at(rdi, 8), rax);
  asm.ret();
  return Executable.load(asm.assemble());
}

describe('Executable', () => {
  it('runs with its context, again and again, and gives eax with its sign', () => {
    const executable = counter();
    const context = new BigInt64Array([10n, 0n]);
    expect(executable.call(addressOf(context))).toBe(55);
    context[0] = 100_000n;
    expect(executable.call(addressOf(context))).toBe(5_000_050_000 | 0);
    expect(context[1]).toBe(5_000_050_000n);
    executable.release();
  });

  it('runs on several threads at a time, each with its own context', async () => {
    const executable = counter();
    const contexts = Array.from({ length: 16 }, (_, i) => new BigInt64Array([BigInt(1000 * (i + 1)), 0n]));
    const results = await Promise.all(
      contexts.map(async (context) => executable.callAsync(addressOf(context))),
    );
    expect(results).toEqual(contexts.map((_, i) => (1000 * (i + 1) * (1000 * (i + 1) + 1)) / 2));
    executable.release();
  });

  it('code larger than a page runs to its end', () => {
    const asm = new Assembler();
    asm.mov(rax, 0);
    for (let i = 0; i < 4000; i++) asm.add(rax, 3);
    asm.ret();
    const executable = Executable.load(asm.assemble());
    expect(executable.call(addressOf(new Int32Array(1)))).toBe(12_000);
    executable.release();
  });

  it('two programs do not disturb each other, nor does the release of one', () => {
    const [first, second] = [counter(), counter()];
    first.release();
    const context = new BigInt64Array([4n, 0n]);
    expect(second.call(addressOf(context))).toBe(10);
    second.release();
  });

  it('memory that is executable stays readable', () => {
    const memory = NativeMemory.allocate(16);
    new Uint8Array(memory.view)[0] = 0xc3;
    memory.makeExecutable();
    expect(new Uint8Array(memory.view)[0]).toBe(0xc3);
    memory.release();
  });
});

import {
  type Address,
  addressOf,
  Assembler,
  at,
  Executable,
  type Gp,
  type Label,
  NativeMemory,
  r12,
  r13,
  r14,
  r15,
  rax,
  rbp,
  rbx,
  rdi,
  rsp,
} from '../../../src/engine/native/x64/index.ts';

const pageBytes = 4096;
/** Vectors that are loaded may reach so far beyond an operand. */
const slack = 64;
/** A NaN with a payload: what is read beyond an operand and used shows. */
const guardWord = 0x7fc0dead;
const saved: readonly Gp[] = [rbx, rbp, r12, r13, r14, r15];
const slots = 64;
const stackSlot = 8 * (slots - 1);
const arenaSlot = 0;
const brokenRegisters = 0x7fff_0001;

/**
 * Runs a kernel on a copy of `arena` and copies it back. Gives 0, or eax where the kernel jumped to `failed`. Fails when
 * the kernel writes outside of the arena or leaves r15 or rsp changed; what it reads further behind it than the rest of a
 * vector faults, and ends the process. The address of `tables[i]` is in the context at
 * byte 8 * (i + 1).
 */
export function runKernel(
  emit: (asm: Assembler, failed: Label) => void,
  arena: Float32Array | Int32Array,
  tables: readonly (Float32Array | Int32Array)[] = [],
): number {
  const executable = Executable.load(wrap(emit));
  const body = Math.ceil((arena.byteLength + 2 * slack) / pageBytes) * pageBytes;
  const memory = NativeMemory.allocate(2 * pageBytes + body);
  const start = pageBytes + body - slack - arena.byteLength;
  const context = new BigUint64Array(slots);
  try {
    const words = new Int32Array(memory.view, pageBytes, body / 4).fill(guardWord);
    const bytes = new Uint8Array(memory.view, start, arena.byteLength);
    for (const page of [0, pageBytes + body]) memory.guardPage(page);
    const own = new Uint8Array(arena.buffer, arena.byteOffset, arena.byteLength);
    bytes.set(own);
    context[arenaSlot / 8] = memory.address + BigInt(start);
    tables.forEach((table, i) => (context[i + 1] = addressOf(table)));
    const result = executable.call(addressOf(context));
    if (result === brokenRegisters) throw new Error('the kernel changed r15 or rsp');
    checkGuards(words, (start - pageBytes) / 4, arena.length);
    own.set(bytes);
    return result;
  } finally {
    executable.release();
    memory.release();
  }
}

/** Runs code that takes the address of a context in rdi, which is `words`. */
export function runCode(emit: (asm: Assembler) => void, words: ArrayBufferView): number {
  const asm = new Assembler();
  emit(asm);
  const executable = Executable.load(asm.assemble());
  try {
    const context: Address = addressOf(words);
    return executable.call(context);
  } finally {
    executable.release();
  }
}

function wrap(emit: (asm: Assembler, failed: Label) => void): Uint8Array {
  const asm = new Assembler();
  const [failed, broken, end] = [asm.label(), asm.label(), asm.label()];
  for (const register of saved) asm.push(register);
  asm.mov(rax, rsp);
  asm.sub(rsp, 32);
  asm.and(rsp, -32);
  asm.store(at(rsp), rax);
  asm.mov(r14, rdi);
  asm.store(at(r14, stackSlot), rsp);
  asm.load(r15, at(r14, arenaSlot));
  emit(asm, failed);
  asm.mov(rax, 0);
  asm.bind(failed);
  asm.cmp(rsp, at(r14, stackSlot));
  asm.jump('ne', broken);
  asm.cmp(r15, at(r14, arenaSlot));
  asm.jump('e', end);
  asm.bind(broken);
  asm.load(rsp, at(r14, stackSlot));
  asm.mov(rax, brokenRegisters);
  asm.bind(end);
  asm.load(rsp, at(rsp));
  for (const register of saved.toReversed()) asm.pop(register);
  asm.vzeroupper();
  asm.ret();
  return asm.assemble();
}

function checkGuards(words: Int32Array, start: number, length: number): void {
  words.forEach((word, i) => {
    if ((i < start || i >= start + length) && word !== guardWord) {
      throw new Error(`the kernel wrote at element ${i - start} of an arena of ${length}`);
    }
  });
}

import {
  at,
  type Assembler,
  type Gp,
  type Memory,
  r8,
  r9,
  r10,
  r11,
  r12,
  r13,
  r15,
  rax,
  rbp,
  rbx,
  rcx,
  rdi,
  rdx,
  rsi,
  rsp,
} from '../x64/index.ts';
import type { Frame } from './frame.ts';

/** One loop of a nest: its trip count, and the bytes from one iteration to the next in each stream. */
export interface Level {
  readonly count: number;
  readonly steps: readonly number[];
}

/**
 * A pointer for all streams (inputs and outputs of the loops) that take the same steps. The address of a stream is the
 * pointer plus a constant, the displacement of an x86 address, so one register serves many streams.
 */
interface Pointer {
  readonly steps: readonly number[];
  /** Where it starts in the arena, a multiple of `pageBytes`: 0 except in arenas beyond 1 GiB. */
  readonly page: number;
  /** Its register, or its place on the stack where the registers were used up. */
  readonly home: Gp | Memory;
  /**
   * Bytes that it should have moved by and has not. They are known when code is emitted, and cost nothing: displacements
   * include them. An instruction moves the pointer only at the end of an iteration, where all iterations must agree.
   */
  pending: number;
}

const scratch = rax;
const registers: readonly Gp[] = [rcx, rdx, rbx, rbp, rsi, rdi, r8, r9, r10, r11, r12, r13];
/** General registers kept for loop counters; the others may become pointers. */
const countersKept = 5;
/** Displacements are signed 32-bit numbers: a pointer starts at most this far below its streams. */
const pageBytes = 2 ** 30;

/**
 * Emits a nest of loops and says where each stream is inside them. Pointers are induction variables, advanced by additions
 * (strength reduction). They and the loop counters take all general registers but r14 (the context) and r15 (the arena);
 * pointers beyond that are kept on the stack.
 */
export class Addresses {
  private readonly pointers: Pointer[] = [];
  private readonly pointerOf: readonly Pointer[];
  private readonly free: Gp[];

  constructor(
    private readonly asm: Assembler,
    private readonly offsets: readonly number[],
    private readonly levels: readonly Level[],
    frame: Frame,
  ) {
    this.free = registers.toReversed();
    this.pointerOf = offsets.map((_, stream) => this.pointerFor(stream, frame));
  }

  /** Sets the pointers to their starts; comes before the outermost loop. */
  start(): void {
    for (const { home, page } of this.pointers) {
      if (home === r15) continue;
      const register = 'kind' in home ? home : scratch;
      this.asm.mov(register, r15);
      for (let rest = page; rest > 0; rest -= pageBytes) this.asm.add(register, pageBytes);
      if (home !== register) this.asm.store(home as Memory, register);
    }
  }

  /**
   * The address of a stream in the current iteration of all loops, plus `extra` bytes. Use it before the next call: a
   * pointer that is on the stack is loaded into a scratch register, the same for all of them.
   */
  at(stream: number, extra = 0): Memory {
    const { home, pending, page } = this.pointerOf[stream]!;
    const disp = this.offsets[stream]! - page + pending + extra;
    if ('kind' in home) return at(home, disp);
    this.asm.load(scratch, home);
    return at(scratch, disp);
  }

  /** Emits a loop. After it all streams are where they were before it. */
  loop(level: number, body: () => void): void {
    const { count } = this.levels[level]!;
    if (count === 0) return;
    if (count === 1) return body();
    const counter = this.takeCounter();
    this.asm.mov(counter, count);
    this.countDown(level, counter, 1, body);
    this.free.push(counter);
    this.moveBy(level, -count);
  }

  /**
   * Emits a loop in chunks (strip mining). The code of `after` follows every chunk, with the streams at its beginning.
   * @param chunk iterations of a chunk; the last chunk may have fewer
   * @param unit by how much the counter falls in an iteration
   * @param alike whether `after` emits the same code for every number of iterations; else the last chunk gets its own
   * @param body gets the counter: a register with the iterations that are left in the chunk, this one included, times `unit`
   * @param after gets the number of iterations in the chunk
   */
  chunks(
    level: number,
    { chunk, unit, alike }: { readonly chunk: number; readonly unit: number; readonly alike: boolean },
    body: (counter: Gp) => void,
    after: (iterations: number) => void,
  ): void {
    const { count } = this.levels[level]!;
    const counter = this.takeCounter();
    const finish = (iterations: number) => {
      this.moveBy(level, -iterations);
      after(iterations);
      this.moveBy(level, iterations);
    };
    if (count <= chunk) {
      this.asm.mov(counter, count * unit);
      this.countDown(level, counter, unit, () => body(counter));
      finish(count);
    } else this.severalChunks(level, chunk, unit, alike, counter, body, finish);
    this.free.push(counter);
    this.moveBy(level, -count);
  }

  private severalChunks(
    level: number,
    chunk: number,
    unit: number,
    alike: boolean,
    counter: Gp,
    body: (counter: Gp) => void,
    finish: (iterations: number) => void,
  ): void {
    const { asm } = this;
    const { count } = this.levels[level]!;
    const rest = count % chunk;
    const [top, full, tail, end] = [asm.label(), asm.label(), asm.label(), asm.label()];
    const remaining = this.takeCounter();
    asm.mov(remaining, count * unit);
    asm.bind(top);
    asm.mov(counter, chunk * unit);
    if (rest > 0) {
      asm.cmp(remaining, counter);
      asm.jump('ge', full);
      asm.mov(counter, remaining);
      asm.bind(full);
    }
    this.countDown(level, counter, unit, () => body(counter));
    if (rest > 0 && !alike) {
      asm.cmp(remaining, chunk * unit);
      asm.jump('l', tail);
    }
    finish(chunk);
    asm.sub(remaining, chunk * unit);
    asm.jump('g', top);
    if (rest > 0 && !alike) {
      asm.jmp(end);
      asm.bind(tail);
      finish(rest);
      asm.bind(end);
    }
    this.free.push(remaining);
  }

  /** Emits a loop that counts down to 0. The streams end up past their last iteration; the caller takes them back. */
  private countDown(level: number, counter: Gp, unit: number, body: () => void): void {
    const top = this.asm.label();
    const entry = this.pointers.map(({ pending }) => pending);
    this.asm.bind(top);
    body();
    this.pointers.forEach((pointer, index) => {
      this.advance(pointer, pointer.steps[level]! + pointer.pending - entry[index]!);
      pointer.pending = entry[index]!;
    });
    if (unit === 1) this.asm.dec(counter);
    else this.asm.sub(counter, unit);
    this.asm.jump('ne', top);
  }

  /** Moves all streams by iterations of a loop, without an instruction. */
  private moveBy(level: number, iterations: number): void {
    for (const pointer of this.pointers) pointer.pending += iterations * pointer.steps[level]!;
  }

  private advance(pointer: Pointer, bytes: number): void {
    if (bytes === 0) return;
    const { home } = pointer;
    const part = Math.max(-pageBytes, Math.min(pageBytes, bytes));
    this.asm.add(home, part);
    this.advance(pointer, bytes - part);
  }

  /** The pointer of a stream: one with the same steps, or a new one; the arena's own register where it never moves. */
  private pointerFor(stream: number, frame: Frame): Pointer {
    const steps = this.levels.map(({ count, steps: own }) => (count > 1 ? own[stream]! : 0));
    const page = Math.floor(this.offsets[stream]! / pageBytes) * pageBytes;
    const same = this.pointers.find(
      (pointer) => pointer.page === page && pointer.steps.every((step, level) => step === steps[level]),
    );
    if (same) return same;
    const fixed = page === 0 && steps.every((step) => step === 0);
    const home = fixed ? r15 : this.free.length > countersKept ? this.free.pop()! : at(rsp, frame.reserve(8));
    const pointer = { steps, page, home, pending: 0 };
    this.pointers.push(pointer);
    return pointer;
  }

  private takeCounter(): Gp {
    const counter = this.free.pop();
    if (!counter) throw new Error('loops are nested too deeply');
    return counter;
  }
}

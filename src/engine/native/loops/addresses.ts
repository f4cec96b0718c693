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

/** One loop of a nest: its trip count, and by how many bytes each stream advances per iteration. */
export interface Level {
  readonly count: number;
  readonly steps: readonly number[];
}

/**
 * A pointer that walks through memory for all streams (operands and outputs) with the same steps. Streams differ in their
 * displacement only, so that few registers serve many streams (as induction variables after strength reduction).
 */
interface Pointer {
  readonly steps: readonly number[];
  /** Byte offset in the arena that it starts at, a multiple of `pageBytes`: 0 except in arenas beyond 1 GiB. */
  readonly page: number;
  /** Its register, or its place on the stack if there were no registers left. */
  readonly home: Gp | Memory;
  /**
   * Bytes by which the pointer lags behind where the loops are, known at compile time: added to displacements, and made
   * up for by an instruction only at the end of an iteration.
   */
  drift: number;
}

const scratch = rax;
const registers: readonly Gp[] = [rcx, rdx, rbx, rbp, rsi, rdi, r8, r9, r10, r11, r12, r13];
/** Registers reserved for loop counters: the rest may become pointers. */
const countersKept = 5;
/** Larger offsets do not go into displacements, which are signed 32-bit numbers. */
const pageBytes = 2 ** 30;

/**
 * Emits the loops of a nest and gives each stream's address in them, as pointer plus displacement. The pointers are
 * allocated to general registers, which it uses all but r14 (the context) and r15 (the arena); the rest to the stack.
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

  /** Initializes the pointers, before the outermost loop. */
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
   * The address of a stream at the current iteration of all loops, plus `extra` bytes. Valid until the next call, which
   * may need the same scratch register, for a pointer on the stack.
   */
  at(stream: number, extra = 0): Memory {
    const { home, drift, page } = this.pointerOf[stream]!;
    const disp = this.offsets[stream]! - page + drift + extra;
    if ('kind' in home) return at(home, disp);
    this.asm.load(scratch, home);
    return at(scratch, disp);
  }

  /** Emits a loop. After it the streams are back at where they were before. */
  loop(level: number, body: () => void): void {
    const { count } = this.levels[level]!;
    if (count === 0) return;
    if (count === 1) return body();
    const counter = this.takeCounter();
    this.asm.mov(counter, count);
    this.turns(level, counter, 1, body);
    this.free.push(counter);
    this.move(level, -count);
  }

  /**
   * Emits a loop in chunks (strip mining): `after` runs after every `chunk` iterations and at the end, with the streams
   * at the beginning of the chunk.
   * @param chunk iterations of a chunk; the last chunk may have fewer
   * @param unit what the counter counts an iteration as
   * @param alike whether `after` emits the same whatever its `turns`, so that the last chunk needs no code of its own
   * @param body gets the counter, a register that counts the iterations left in the chunk down to 1, times `unit`
   * @param after gets the iterations of its chunk
   */
  chunks(
    level: number,
    { chunk, unit, alike }: { readonly chunk: number; readonly unit: number; readonly alike: boolean },
    body: (counter: Gp) => void,
    after: (turns: number) => void,
  ): void {
    const { count } = this.levels[level]!;
    const counter = this.takeCounter();
    const ended = (turns: number) => {
      this.move(level, -turns);
      after(turns);
      this.move(level, turns);
    };
    if (count <= chunk) {
      this.asm.mov(counter, count * unit);
      this.turns(level, counter, unit, () => body(counter));
      ended(count);
    } else this.severalChunks(level, chunk, unit, alike, counter, body, ended);
    this.free.push(counter);
    this.move(level, -count);
  }

  private severalChunks(
    level: number,
    chunk: number,
    unit: number,
    alike: boolean,
    counter: Gp,
    body: (counter: Gp) => void,
    ended: (turns: number) => void,
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
    this.turns(level, counter, unit, () => body(counter));
    if (rest > 0 && !alike) {
      asm.cmp(remaining, chunk * unit);
      asm.jump('l', tail);
    }
    ended(chunk);
    asm.sub(remaining, chunk * unit);
    asm.jump('g', top);
    if (rest > 0 && !alike) {
      asm.jmp(end);
      asm.bind(tail);
      ended(rest);
      asm.bind(end);
    }
    this.free.push(remaining);
  }

  /** Emits a loop until the counter is 0. The pointers end up past the last iteration; the caller corrects `drift`. */
  private turns(level: number, counter: Gp, unit: number, body: () => void): void {
    const top = this.asm.label();
    const entry = this.pointers.map(({ drift }) => drift);
    this.asm.bind(top);
    body();
    this.pointers.forEach((pointer, index) => {
      this.advance(pointer, pointer.steps[level]! + pointer.drift - entry[index]!);
      pointer.drift = entry[index]!;
    });
    if (unit === 1) this.asm.dec(counter);
    else this.asm.sub(counter, unit);
    this.asm.jump('ne', top);
  }

  /** Moves the streams by iterations of a loop in the displacements only, without an instruction. */
  private move(level: number, turns: number): void {
    for (const pointer of this.pointers) pointer.drift += turns * pointer.steps[level]!;
  }

  private advance(pointer: Pointer, bytes: number): void {
    if (bytes === 0) return;
    const { home } = pointer;
    const part = Math.max(-pageBytes, Math.min(pageBytes, bytes));
    this.asm.add(home, part);
    this.advance(pointer, bytes - part);
  }

  /** The pointer of a stream: one with the same steps, the arena's register if it never moves, or a new one. */
  private pointerFor(stream: number, frame: Frame): Pointer {
    const steps = this.levels.map(({ count, steps: own }) => (count > 1 ? own[stream]! : 0));
    const page = Math.floor(this.offsets[stream]! / pageBytes) * pageBytes;
    const same = this.pointers.find(
      (pointer) => pointer.page === page && pointer.steps.every((step, level) => step === steps[level]),
    );
    if (same) return same;
    const fixed = page === 0 && steps.every((step) => step === 0);
    const home = fixed ? r15 : this.free.length > countersKept ? this.free.pop()! : at(rsp, frame.reserve(8));
    const pointer = { steps, page, home, drift: 0 };
    this.pointers.push(pointer);
    return pointer;
  }

  private takeCounter(): Gp {
    const counter = this.free.pop();
    if (!counter) throw new Error('loops are nested too deeply');
    return counter;
  }
}

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

/** One loop of a nest: how often it runs, and how many bytes each stream moves per turn. */
export interface Level {
  readonly count: number;
  readonly steps: readonly number[];
}

/** Streams that move alike share a pointer; `drift` bytes are missing to it. */
interface Pointer {
  readonly steps: readonly number[];
  readonly page: number;
  readonly home: Gp | Memory;
  drift: number;
}

const scratch = rax;
const registers: readonly Gp[] = [rcx, rdx, rbx, rbp, rsi, rdi, r8, r9, r10, r11, r12, r13];
/** Registers that are never pointers, so that loops have counters. */
const countersKept = 5;
/** Offsets further than this are not left to the displacement of an instruction. */
const pageBytes = 2 ** 30;

/** Emits the loops of a nest and says where its streams are inside of them. Uses general registers except r14 and r15. */
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

  /** Puts the pointers to where the loops begin. */
  start(): void {
    for (const { home, page } of this.pointers) {
      if (home === r15) continue;
      const register = 'kind' in home ? home : scratch;
      this.asm.mov(register, r15);
      for (let rest = page; rest > 0; rest -= pageBytes) this.asm.add(register, pageBytes);
      if (home !== register) this.asm.store(home as Memory, register);
    }
  }

  /** Where a stream is now, plus bytes. A second call may make the memory of the first unusable. */
  at(stream: number, extra = 0): Memory {
    const { home, drift, page } = this.pointerOf[stream]!;
    const disp = this.offsets[stream]! - page + drift + extra;
    if ('kind' in home) return at(home, disp);
    this.asm.load(scratch, home);
    return at(scratch, disp);
  }

  /** Runs `body` for every turn of a level. */
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
   * Runs `body` for every turn of a level, and after every `chunk` turns and at the end `after`, which finds the
   * streams where the chunk began, with the number of turns. `body` gets a register that counts a chunk's turns down
   * to 1, times `unit`. When `after` does not care for the number of turns it is emitted once.
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

  /** Turns until the counter is 0; the streams come out where they are, as if that were the start. */
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

  /** Takes the streams to be `turns` turns of a level further, without an instruction. */
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

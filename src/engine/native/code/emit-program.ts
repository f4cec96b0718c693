import { bindingWords, contextSlots, type Kernel, type Plan, type Share } from '../../plan/index.ts';
import {
  Assembler,
  at,
  type Gp,
  type Label,
  r12,
  r13,
  r14,
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
import type { ContextLayout, External } from './context.ts';
import { emitCopyIn, emitCopyOut } from './copy.ts';
import { emitKernel } from './emit-kernel.ts';

const saved: readonly Gp[] = [rbx, rbp, r12, r13, r14, r15];

/** Bytes from an array's block of one step to its block of the next. */
export type StepStride = (external: External) => number;

/** Iterations that a thread spins at a barrier before it yields the processor. */
const patience = 2000;
const linuxSchedYield = 24;

/** An arrival count beyond that of any barrier: releases the other threads of a failed run, so that they end. */
const beyondAllBarriers = 2 ** 50;

/**
 * Emits the code of one thread: a function of a context (see `contextSlots`). It takes replicas from a queue until there
 * are none; for each it copies the state into the arena, runs the steps, and copies the state out. It returns 0, or the
 * error code of the kernel that failed.
 * @param share which part of every kernel this thread computes; threads that share kernels meet at a barrier after each
 */
export function emitProgram(
  plan: Plan,
  layout: ContextLayout,
  stepStride: StepStride,
  share: Share,
  countCycles = false,
): Uint8Array {
  return new ProgramWriter(plan, layout, stepStride, share, countCycles).write();
}

class ProgramWriter {
  private readonly asm = new Assembler();
  private readonly failed = this.asm.label();

  constructor(
    private readonly plan: Plan,
    private readonly layout: ContextLayout,
    private readonly stepStride: StepStride,
    private readonly share: Share,
    private readonly countCycles: boolean,
  ) {}

  write(): Uint8Array {
    const { asm, plan, layout } = this;
    const [nextReplica, end] = [asm.label(), asm.label()];
    this.enter();
    asm.bind(nextReplica);
    this.takeReplica(end);
    this.lead(() => [...layout.stateIn, ...layout.data].forEach((external) => this.copyIn(external)));
    plan.once.forEach(({ kernel }, index) => this.counted(index, kernel));
    const nextStep = asm.label();
    asm.bind(nextStep);
    this.lead(() => layout.inputs.forEach((external) => this.copyIn(external)));
    plan.step.forEach(({ kernel }, index) => this.counted(plan.once.length + index, kernel));
    this.lead(() => {
      layout.metrics.forEach((external) => this.copyOut(external));
      [...layout.inputs, ...layout.metrics].forEach((external) => this.advance(external));
    });
    asm.dec(at(r14, contextSlots.stepsLeft));
    asm.jump('ne', nextStep);
    if (this.share.index === 0) layout.stateOut.forEach((external) => this.copyOut(external));
    asm.jmp(nextReplica);
    this.fail();
    this.leave(end);
    return asm.assemble();
  }

  private enter(): void {
    const { asm } = this;
    for (const register of saved) asm.push(register);
    asm.mov(rbp, rsp);
    asm.sub(rsp, 64);
    asm.and(rsp, -32);
    asm.store(at(rsp), rbp);
    asm.mov(r14, rdi);
    asm.load(r15, at(r14, contextSlots.arena));
  }

  /**
   * Takes the next replica off the queue (an atomic counter) and binds the outside arrays to it; to `end` if none is
   * left.
   */
  private takeReplica(end: Label): void {
    const { asm, share } = this;
    asm.mov(rax, 1);
    if (share.count > 1) asm.lockFetchAdd(at(r14, contextSlots.nextReplica), rax);
    else {
      asm.load(rcx, at(r14, contextSlots.queue));
      asm.lockFetchAdd(at(rcx), rax);
    }
    asm.mov(rdx, rax);
    asm.mov(rax, 0);
    asm.cmp(rdx, at(r14, contextSlots.replicas));
    asm.jump('ae', end);
    asm.load(rcx, at(r14, contextSlots.steps));
    asm.store(at(r14, contextSlots.stepsLeft), rcx);
    this.bind();
  }

  /** Sets the addresses of the outside arrays to the blocks of replica number rdx. */
  private bind(): void {
    const { asm } = this;
    const [next, done] = [asm.label(), asm.label()];
    asm.load(rsi, at(r14, contextSlots.bindings));
    asm.load(rcx, at(r14, contextSlots.bindingCount));
    asm.bind(next);
    asm.test(rcx, rcx);
    asm.jump('e', done);
    asm.load(rdi, at(rsi));
    asm.load(rax, at(rsi, 16));
    asm.imul(rax, rdx);
    asm.add(rax, at(rsi, 8));
    asm.store(at(r14, 0, rdi), rax);
    asm.add(rsi, 8 * bindingWords);
    asm.dec(rcx);
    asm.jmp(next);
    asm.bind(done);
  }

  /** Code that only the first thread runs, followed by a barrier. */
  private lead(emit: () => void): void {
    if (this.share.index === 0) emit();
    this.barrier();
  }

  private kernel(kernel: Kernel): void {
    emitKernel(this.asm, kernel, this.share, this.failed);
    this.barrier();
  }

  /** A kernel, timed by the first thread if the program is profiled. */
  private counted(index: number, kernel: Kernel): void {
    const { asm } = this;
    if (!this.countCycles || this.share.index > 0) return this.kernel(kernel);
    this.clock();
    asm.store(at(r14, contextSlots.began), rax);
    this.kernel(kernel);
    this.clock();
    asm.sub(rax, at(r14, contextSlots.began));
    asm.load(rcx, at(r14, contextSlots.cycles));
    asm.add(at(rcx, 8 * index), rax);
  }

  /** Reads the time stamp counter into rax. */
  private clock(): void {
    const { asm } = this;
    asm.rdtsc();
    asm.shl(rdx, 32);
    asm.or(rax, rdx);
  }

  /** A spin barrier over all threads of the program: an atomic count of arrivals. */
  private barrier(): void {
    const { asm, share } = this;
    if (share.count === 1) return;
    const [spin, done] = [asm.label(), asm.label()];
    asm.load(rax, at(r14, contextSlots.expected));
    asm.add(rax, share.count);
    asm.store(at(r14, contextSlots.expected), rax);
    asm.load(rcx, at(r14, contextSlots.arrivals));
    asm.mov(rdi, 1);
    asm.lockAdd(at(rcx), rdi);
    asm.mov(rdi, patience);
    asm.bind(spin);
    asm.cmp(at(rcx), rax);
    asm.jump('ae', done);
    asm.pause();
    asm.dec(rdi);
    asm.jump('ne', spin);
    this.yieldProcessor();
    asm.jmp(spin);
    asm.bind(done);
  }

  /** Yields to the scheduler: the thread waited for may not be running. */
  private yieldProcessor(): void {
    const { asm } = this;
    if (process.platform === 'linux') {
      asm.mov(rdx, rcx);
      asm.mov(rsi, rax);
      asm.mov(rax, linuxSchedYield);
      asm.syscall();
      asm.mov(rax, rsi);
      asm.mov(rcx, rdx);
    }
    asm.mov(rdi, patience);
  }

  private copyIn({ pointer, offset, elements }: External): void {
    emitCopyIn(this.asm, r14, r15, pointer, offset, elements * 4);
  }

  private copyOut({ pointer, offset, elements }: External): void {
    emitCopyOut(this.asm, r14, r15, pointer, offset, elements * 4);
  }

  private advance(external: External): void {
    this.asm.add(at(r14, external.pointer), this.stepStride(external));
  }

  private fail(): void {
    const { asm, share } = this;
    asm.bind(this.failed);
    if (share.count === 1) return;
    asm.load(rcx, at(r14, contextSlots.arrivals));
    asm.mov(rdi, beyondAllBarriers);
    asm.lockAdd(at(rcx), rdi);
  }

  private leave(end: Label): void {
    const { asm } = this;
    asm.bind(end);
    asm.load(rsp, at(rsp));
    for (const register of saved.toReversed()) asm.pop(register);
    asm.vzeroupper();
    asm.ret();
  }
}

import type { MapKernel } from '../../plan/kernels.ts';
import { type Assembler, type Memory, type Vec, ymm } from '../x64/index.ts';
import { Addresses, type Level } from './addresses.ts';
import type { Axis } from '../../plan/loop-axes.ts';
import { Frame } from './frame.ts';
import { storeLanes, storePart } from './lanes.ts';
import { type BodyOptions, LoopBody, type Points } from './loop-body.ts';
import type { MapForm } from './map-form.ts';
import type { Schedule } from './schedule-expression.ts';

const temporary = ymm(15);

/** What both forms of a map share: prologue, hoisting, and stores of results. */
export abstract class MapEmitter {
  protected readonly frame = new Frame();
  /** The vectorized axis, and the others. */
  protected readonly inner: Axis;
  protected readonly outer: readonly Axis[];
  protected readonly addresses: Addresses;
  protected readonly body: LoopBody;

  constructor(
    protected readonly asm: Assembler,
    protected readonly kernel: MapKernel,
    schedule: Schedule,
    protected readonly form: MapForm,
  ) {
    this.inner = form.nest.axes.at(-1)!;
    this.outer = form.nest.axes.slice(0, -1);
    this.addresses = new Addresses(asm, form.nest.offsets, this.levels(schedule.entries.length), this.frame);
    this.body = new LoopBody(asm, { ...this.bodyOptions(), schedule, sinkRegisters: true }, this.frame);
  }

  emit(): void {
    this.frame.enter(this.asm);
    this.addresses.start();
    this.body.emitInvariants(this.addresses, true);
    this.loops(0);
    this.frame.leave(this.asm);
  }

  /** The loop nest. `weight`: instructions of the expression. */
  protected abstract levels(weight: number): Level[];
  protected abstract bodyOptions(): Omit<BodyOptions, 'schedule' | 'sinkRegisters'>;
  protected abstract loops(level: number): void;

  protected plainLevels(axes: readonly Axis[]): Level[] {
    return axes.map(({ extent, strides }) => ({ count: extent, steps: strides.map((stride) => stride * 4) }));
  }

  /** Vector registers for expressions: all, or all but the temporary of partial and scatter stores. */
  protected get registers(): number[] {
    const outputs = this.inner.strides.slice(this.kernel.inputs.length);
    const whole = this.inner.extent % 8 === 0 && outputs.every((stride) => stride === 1);
    return Array.from({ length: whole ? 16 : 15 }, (_, register) => register);
  }

  /** Whether an input is invariant (broadcast) along all of `axes`. */
  protected isStill(input: number, axes: readonly Axis[]): boolean {
    return axes.every(({ extent, strides }) => extent === 1 || strides[input] === 0);
  }

  protected compute(points: Points): void {
    this.body.emit(this.addresses, points, (output, [value]) => this.store(output, value as Vec, points));
  }

  private store(output: number, value: Vec, { extra, count }: Points): void {
    const stream = this.kernel.inputs.length + output;
    const stride = this.inner.strides[stream]! * 4;
    const place = (lane: number): Memory => this.addresses.at(stream, extra(stream) + lane * stride);
    const emitter = stride === 4 ? storePart : storeLanes;
    emitter(this.asm, place, value, count, temporary);
  }
}

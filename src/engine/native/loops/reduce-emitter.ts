import type { ReduceKernel } from '../../plan/kernels.ts';
import { type Assembler, type Memory, type Vec } from '../x64/index.ts';
import { Accumulators, temporaries } from './accumulators.ts';
import { Addresses, type Level } from './addresses.ts';
import type { Axis } from '../../plan/loop-axes.ts';
import { type Combiner, combinerOf } from './combine.ts';
import { Frame } from './frame.ts';
import { storeLanes, storePart } from './lanes.ts';
import { LoopBody } from './loop-body.ts';
import type { ReduceForm } from './reduce-form.ts';
import type { Schedule } from './schedule-expression.ts';

/** What both forms of a reduction share: the loops over reduced axes, and stores of results. */
export abstract class ReduceEmitter {
  protected readonly frame = new Frame();
  protected readonly kept: readonly Axis[];
  protected readonly reduced: readonly Axis[];
  protected readonly combiners: readonly Combiner[];
  protected readonly accumulators: Accumulators;
  protected readonly addresses: Addresses;
  protected readonly body: LoopBody;

  constructor(
    protected readonly asm: Assembler,
    protected readonly kernel: ReduceKernel,
    schedule: Schedule,
    protected readonly form: ReduceForm,
  ) {
    const { nest, kept, columns, partials, fold } = form;
    this.kept = nest.axes.slice(0, kept);
    this.reduced = nest.axes.slice(kept);
    this.combiners = kernel.outputs.map(({ reduction, integer }) => combinerOf(reduction, integer === true));
    this.accumulators = new Accumulators(
      asm,
      this.combiners,
      columns,
      partials,
      fold !== undefined,
      this.frame,
    );
    this.addresses = new Addresses(asm, nest.offsets, this.levels(), this.frame);
    this.body = this.bodyOf(schedule);
  }

  emit(): void {
    this.frame.enter(this.asm);
    this.addresses.start();
    this.body.emitInvariants(this.addresses, true);
    this.keptLoops(0);
    this.frame.leave(this.asm);
  }

  /** The loop over the last kept axis, which depends on the form. */
  protected abstract lastLevel(): Level;
  protected abstract emitLast(level: number): void;
  /** The loop body for position `place` along the innermost reduced axis, for every vector of columns. */
  protected abstract emitBody(place: number, count: number, columns: number): void;

  protected get alongLanes(): Axis {
    return this.form.lanes === 'rows' ? this.reduced.at(-1)! : this.kept.at(-1)!;
  }

  /** Remainder of a vectorized reduced axis. */
  protected get tail(): number {
    return this.form.lanes === 'rows' ? this.alongLanes.extent % 8 : 0;
  }

  protected streamOf(output: number): number {
    return this.kernel.inputs.length + output;
  }

  /** Emits the loops over the reduced axes; the accumulators then hold the result. */
  protected reduce(columns: number): void {
    this.accumulators.start(columns);
    this.reducedLoops(0, columns);
  }

  /** Scales a result and stores its first `count` lanes along an axis. */
  protected store(output: number, value: Vec, axis: Axis | undefined, count: number, extra: number): void {
    const { scale } = this.kernel.outputs[output]!;
    if (scale !== undefined) this.asm.v3('vmulps', value, value, this.asm.float(scale));
    const stream = this.streamOf(output);
    const stride = (axis?.strides[stream] ?? 1) * 4;
    const place = (lane: number): Memory => this.addresses.at(stream, extra + lane * stride);
    const emitter = stride === 4 ? storePart : storeLanes;
    emitter(this.asm, place, value, count, temporaries[1]);
  }

  private get plainKept(): readonly Axis[] {
    return this.kept.slice(0, Math.max(0, this.kept.length - 1));
  }

  /** The loop nest: kept axes, the last of them by the form, then reduced axes. */
  private levels(): Level[] {
    const plain = (axis: Axis) => ({ count: axis.extent, steps: axis.strides.map((stride) => stride * 4) });
    const { unrolling } = this.form;
    const inner = this.reduced.at(-1)!;
    const bytes = unrolling.unroll * this.placeBytes;
    return [
      ...this.plainKept.map(plain),
      this.lastLevel(),
      ...this.reduced.slice(0, -1).map(plain),
      { count: unrolling.iterations, steps: inner.strides.map((stride) => stride * bytes) },
    ];
  }

  /** Bytes per position of the innermost reduced axis at stride 1: of a vector or of a scalar. */
  protected get placeBytes(): number {
    return this.form.lanes === 'rows' ? 32 : 4;
  }

  private bodyOf(schedule: Schedule): LoopBody {
    const lanes = this.alongLanes.strides;
    const still = (input: number, axes: readonly Axis[]) =>
      lanes[input] === 0 && axes.every(({ extent, strides }) => extent === 1 || strides[input] === 0);
    const options = {
      schedule,
      lanes,
      registers: this.accumulators.others,
      sinkRegisters: false,
      isInvariant: (input: number) => still(input, this.reduced),
      isFixed: (input: number) => still(input, [...this.reduced, ...this.kept]),
    };
    return new LoopBody(this.asm, options, this.frame);
  }

  private keptLoops(level: number): void {
    if (level < this.plainKept.length) this.addresses.loop(level, () => this.keptLoops(level + 1));
    else this.emitLast(level);
  }

  private reducedLoops(axis: number, columns: number): void {
    const { fold } = this.form;
    const level = this.plainKept.length + 1 + axis;
    const isLast = axis === this.reduced.length - 1;
    const turn = () =>
      isLast ? this.places(0, this.form.unrolling.unroll, columns) : this.reducedLoops(axis + 1, columns);
    if (fold?.axis === axis) {
      const chunks = { chunk: fold.chunk, unit: 1, alike: true };
      this.addresses.chunks(level, chunks, turn, () => this.accumulators.fold(columns));
    } else this.addresses.loop(level, turn);
    if (!isLast) return;
    const { iterations, unroll, remainder } = this.form.unrolling;
    this.places(iterations * unroll, remainder, columns);
    if (this.tail > 0) this.emitBody(iterations * unroll + remainder, this.tail, columns);
  }

  private places(first: number, count: number, columns: number): void {
    for (let place = first; place < first + count; place++) this.emitBody(place, 8, columns);
  }
}

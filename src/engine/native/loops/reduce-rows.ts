import { at, type Gp, rsp, ymm } from '../x64/index.ts';
import { temporaries } from './accumulators.ts';
import type { Level } from './addresses.ts';
import type { Axis } from '../../plan/loop-axes.ts';
import { combineLanes, combineRows } from './horizontal.ts';
import { ReduceEmitter } from './reduce-emitter.ts';

const batch = 8;

/** A reduction vectorized along a reduced axis. Horizontal reductions are done for eight results at once. */
export class RowsEmitter extends ReduceEmitter {
  private readonly slots: number;

  constructor(...options: ConstructorParameters<typeof ReduceEmitter>) {
    super(...options);
    this.slots = this.last ? this.frame.reserveVectors(batch * this.combiners.length) : 0;
  }

  protected get last(): Axis | undefined {
    return this.kept.at(-1);
  }

  protected lastLevel(): Level {
    const { last } = this;
    if (!last) return { count: 1, steps: this.alongLanes.strides.map(() => 0) };
    return { count: last.extent, steps: last.strides.map((stride) => stride * 4) };
  }

  protected emitLast(level: number): void {
    if (!this.last) return this.emitSingle();
    const chunks = { chunk: batch, unit: 32, alike: false };
    this.addresses.chunks(
      level,
      chunks,
      (counter) => this.emitRow(counter),
      (rows) => this.storeRows(rows),
    );
  }

  protected emitBody(place: number, count: number): void {
    const inner = this.alongLanes;
    const extra = (stream: number) => inner.strides[stream]! * place * 32;
    this.body.emit(this.addresses, { extra, count }, (output, sources) =>
      this.accumulators.add(output, 0, place % this.form.partials, sources, count),
    );
  }

  private emitSingle(): void {
    this.body.emitInvariants(this.addresses, false);
    this.reduce(1);
    this.combiners.forEach((combiner, output) => {
      const total = this.accumulators.total(output, 0);
      combineLanes(this.asm, combiner, total, ...temporaries);
      this.store(output, total, undefined, 1, 0);
    });
  }

  /** Reduces a row to a vector, on the stack. The counter, 32 times the rows left of the batch, is its index register. */
  private emitRow(counter: Gp): void {
    this.body.emitInvariants(this.addresses, false);
    this.reduce(1);
    this.combiners.forEach((_, output) => {
      const slot = at(rsp, this.slots + output * batch * 32 - 32, counter);
      this.asm.storeVector(slot, this.accumulators.total(output, 0));
    });
  }

  private storeRows(rows: number): void {
    const slot = (output: number, row: number) =>
      at(rsp, this.slots + (output * batch + Math.max(0, rows - 1 - row)) * 32);
    const [value, temporary] = temporaries;
    const free = [value, ...this.free.map(ymm)];
    this.combiners.forEach((combiner, output) => {
      combineRows(this.asm, combiner, (row) => slot(output, row), free, temporary);
      this.store(output, value, this.last, rows, 0);
    });
  }

  /** Four registers that are free between rows. */
  private get free(): number[] {
    const accumulators = this.accumulators.others.length;
    return [accumulators, ...this.body.spare].slice(0, 4);
  }
}

import type { Level } from './addresses.ts';
import type { Axis } from '../../plan/loop-axes.ts';
import { ReduceEmitter } from './reduce-emitter.ts';

/** A reduction vectorized along a kept axis: each lane reduces its own column, several vectors of columns at a time. */
export class ColumnsEmitter extends ReduceEmitter {
  /** First column of the current tile, in elements from the current iteration. */
  private base = 0;
  /** Columns of the current tile. */
  private points = 0;

  protected get last(): Axis {
    return this.kept.at(-1)!;
  }

  protected lastLevel(): Level {
    const elements = 8 * this.form.columns;
    return { count: this.blocks, steps: this.last.strides.map((stride) => stride * elements * 4) };
  }

  protected emitLast(level: number): void {
    const { columns } = this.form;
    this.body.emitInvariants(this.addresses, false);
    this.addresses.loop(level, () => this.tile(columns, 8 * columns));
    this.base = this.blocks * 8 * columns;
    const rest = this.last.extent - this.base;
    if (rest > 0) this.tile(Math.ceil(rest / 8), rest);
    this.base = 0;
  }

  protected emitBody(place: number, _count: number, columns: number): void {
    const inner = this.reduced.at(-1)!;
    const { partials } = this.form;
    for (let column = 0; column < columns; column++) {
      const extra = (stream: number) => inner.strides[stream]! * place * 4 + this.columnBytes(stream, column);
      // Lanes past the last column must not be loaded: strided ones would be far outside of the input.
      const count = Math.min(8, this.points - 8 * column);
      this.body.emit(this.addresses, { extra, count }, (output, sources) =>
        this.accumulators.add(output, column, place % partials, sources, 8),
      );
    }
  }

  /** Full tiles. */
  private get blocks(): number {
    return Math.floor(this.last.extent / (8 * this.form.columns));
  }

  private columnBytes(stream: number, column: number): number {
    return this.last.strides[stream]! * (this.base + 8 * column) * 4;
  }

  private tile(columns: number, points: number): void {
    this.points = points;
    this.reduce(columns);
    this.combiners.forEach((_, output) => {
      for (let column = 0; column < columns; column++) {
        const total = this.accumulators.total(output, column);
        const extra = this.columnBytes(this.streamOf(output), column);
        this.store(output, total, this.last, Math.min(8, points - 8 * column), extra);
      }
    });
  }
}

import { at, type Memory, rsp, ymm } from '../x64/index.ts';
import type { Level } from './addresses.ts';
import type { Axis } from '../../plan/loop-axes.ts';
import type { BodyOptions } from './loop-body.ts';
import { MapEmitter } from './map-emitter.ts';
import { transposeTile } from './transpose.ts';

const side = 8;

/** A tile of up to eight by eight points: its offset from the current iteration, in elements, and its size. */
interface Tile {
  readonly row: number;
  readonly rows: number;
  readonly lane: number;
  readonly lanes: number;
}

/**
 * A map with loop tiling, for inputs whose memory order is the transpose of the outputs': tiles of eight by eight
 * points, with the inputs transposed on the stack.
 */
export class MapTiles extends MapEmitter {
  private readonly tiles: number;

  constructor(...options: ConstructorParameters<typeof MapEmitter>) {
    super(...options);
    this.tiles = this.frame.reserveVectors(side * this.form.transposed.length);
  }

  protected levels(): Level[] {
    const steps = ({ extent, strides }: Axis) => ({
      count: Math.floor(extent / side),
      steps: strides.map((stride) => stride * side * 4),
    });
    return [...this.plainLevels(this.outer.slice(0, -1)), steps(this.across), steps(this.inner)];
  }

  protected bodyOptions(): Omit<BodyOptions, 'schedule' | 'sinkRegisters'> {
    const lanes = this.inner.strides.map((stride, stream) =>
      this.form.transposed.includes(stream) ? 1 : stride,
    );
    const isInvariant = (input: number) => lanes[input] === 0 && this.isStill(input, [this.across]);
    return {
      lanes,
      registers: this.registers,
      spared: side,
      isInvariant,
      isFixed: (input) => isInvariant(input) && this.isStill(input, this.outer),
      placed: (input, row) => this.transposedAt(input, row),
    };
  }

  protected loops(level: number): void {
    if (level < this.outer.length - 1) return this.addresses.loop(level, () => this.loops(level + 1));
    const rest = this.across.extent % side;
    this.body.emitInvariants(this.addresses, false);
    this.addresses.loop(level, () => this.tileRow(level + 1, 0, side));
    if (rest > 0) this.tileRow(level + 1, this.across.extent - rest, rest);
  }

  private get across(): Axis {
    return this.outer.at(-1)!;
  }

  private tileRow(level: number, row: number, rows: number): void {
    const rest = this.inner.extent % side;
    this.addresses.loop(level, () => this.tile({ row, rows, lane: 0, lanes: side }));
    if (rest > 0) this.tile({ row, rows, lane: this.inner.extent - rest, lanes: rest });
  }

  private tile({ row, rows, lane, lanes }: Tile): void {
    const from = (stream: number, r: number, l: number) =>
      (this.across.strides[stream]! * (row + r) + this.inner.strides[stream]! * (lane + l)) * 4;
    this.form.transposed.forEach((input, index) => {
      const line = (l: number, r: number) => this.addresses.at(input, from(input, r, Math.min(l, lanes - 1)));
      transposeTile(this.asm, line, (r) => this.slot(index, r), this.body.spare.map(ymm));
    });
    for (let r = 0; r < rows; r++) {
      this.compute({ extra: (stream) => from(stream, r, 0), count: lanes, row: r });
    }
  }

  private transposedAt(input: number, row: number): Memory | undefined {
    const index = this.form.transposed.indexOf(input);
    return index < 0 ? undefined : this.slot(index, row);
  }

  private slot(index: number, row: number): Memory {
    return at(rsp, this.tiles + (index * side + row) * 32);
  }
}

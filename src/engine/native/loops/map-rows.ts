import type { Level } from './addresses.ts';
import type { BodyOptions } from './loop-body.ts';
import { MapEmitter } from './map-emitter.ts';
import { type Unrolling, unrollingOf } from './unrolling.ts';

/** A map with a vectorized, unrolled innermost loop. */
export class MapRows extends MapEmitter {
  declare private unrolling: Unrolling;

  protected levels(weight: number): Level[] {
    this.unrolling = unrollingOf(this.vectors, weight + 1);
    const { iterations, unroll } = this.unrolling;
    const steps = this.inner.strides.map((stride) => stride * unroll * 32);
    return [...this.plainLevels(this.outer), { count: iterations, steps }];
  }

  protected bodyOptions(): Omit<BodyOptions, 'schedule' | 'sinkRegisters'> {
    const lanes = this.inner.strides;
    return {
      lanes,
      registers: this.registers,
      isInvariant: (input) => lanes[input] === 0,
      isFixed: (input) => lanes[input] === 0 && this.isStill(input, this.outer),
    };
  }

  protected loops(level: number): void {
    if (level < this.outer.length) this.addresses.loop(level, () => this.loops(level + 1));
    else this.row(level);
  }

  private get vectors(): number {
    return Math.floor(this.inner.extent / 8);
  }

  private row(level: number): void {
    const { unroll, iterations, remainder } = this.unrolling;
    const tail = this.inner.extent % 8;
    this.body.emitInvariants(this.addresses, false);
    this.addresses.loop(level, () => {
      for (let index = 0; index < unroll; index++) this.vector(index, 8);
    });
    for (let index = 0; index < remainder; index++) this.vector(iterations * unroll + index, 8);
    if (tail > 0) this.vector(this.vectors, tail);
  }

  /** Vector number `position` of the row, or the first `count` lanes of it. */
  private vector(position: number, count: number): void {
    this.compute({ extra: (stream) => this.inner.strides[stream]! * position * 32, count });
  }
}

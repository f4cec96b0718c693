import type { MapKernel, Placement, Share } from '../../plan/kernels.ts';
import type { Assembler } from '../x64/index.ts';
import { cutFor, cutNest } from '../../plan/loop-axes.ts';
import { mapForm } from './map-form.ts';
import { MapRows } from './map-rows.ts';
import { MapTiles } from './map-tiles.ts';
import { type Schedule, scheduleExpression } from './schedule-expression.ts';
import { bytesCovered, isTooSmall } from './work.ts';

/** Emits a thread's share of a map kernel, vectorized over eight points. */
export function emitMap(asm: Assembler, kernel: MapKernel, share: Share): void {
  const schedule = scheduleMap(kernel);
  const small = isTooSmall(kernel.shape, schedule);
  if (small && share.index > 0) return;
  const { nest, transposed } = mapForm(kernel, schedule.entries.length);
  const unit = (axis: number) => (axis === nest.axes.length - 1 ? 16 : 1);
  const cut = cutFor(nest, unit, small ? { index: 0, count: 1 } : share);
  if (!cut) return;
  const form = { nest: cutNest(nest, cut), transposed };
  const Emitter = transposed.length > 0 ? MapTiles : MapRows;
  new Emitter(asm, kernel, schedule, form).emit();
}

function scheduleMap({ shape, inputs, operations, outputs }: MapKernel): Schedule {
  const covered = (placement: Placement) => bytesCovered(shape, placement);
  const inputBytes = inputs.map(covered);
  return scheduleExpression(
    operations,
    outputs.map(({ value, to }) => {
      const { from, end } = covered(to);
      const hit = inputBytes.flatMap((bytes, input) => (bytes.from < end && from < bytes.end ? [input] : []));
      return { value, sum: false, overwrites: new Set(hit) };
    }),
  );
}

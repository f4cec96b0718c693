import type { ReduceKernel, Share } from '../../plan/kernels.ts';
import type { Assembler } from '../x64/index.ts';
import { cutFor, cutNest } from '../../plan/loop-axes.ts';
import { ColumnsEmitter } from './reduce-columns.ts';
import { reduceForm } from './reduce-form.ts';
import { RowsEmitter } from './reduce-rows.ts';
import { type Schedule, scheduleExpression } from './schedule-expression.ts';
import { isTooSmall } from './work.ts';

/** Most outputs of one pass: each needs an accumulator register. */
const mostOutputs = 8;

/** Emits a thread's share of a reduction; the kept axes are divided, so that no sum depends on the number of threads. */
export function emitReduce(asm: Assembler, kernel: ReduceKernel, share: Share): void {
  for (let first = 0; first < kernel.outputs.length; first += mostOutputs) {
    emitPass(asm, { ...kernel, outputs: kernel.outputs.slice(first, first + mostOutputs) }, share);
  }
}

function emitPass(asm: Assembler, kernel: ReduceKernel, share: Share): void {
  const schedule = scheduleReduce(kernel);
  const form = reduceForm(kernel, schedule);
  const small = isTooSmall(kernel.shape, schedule);
  if (small && share.index > 0) return;
  const unit = (axis: number) =>
    axis >= form.kept ? 0 : form.lanes === 'columns' && axis === form.kept - 1 ? 16 : 1;
  const cut = cutFor(form.nest, unit, small ? { index: 0, count: 1 } : share);
  if (!cut) return;
  const Emitter = form.lanes === 'columns' ? ColumnsEmitter : RowsEmitter;
  new Emitter(asm, kernel, schedule, { ...form, nest: cutNest(form.nest, cut) }).emit();
}

function scheduleReduce({ operations, outputs }: ReduceKernel): Schedule {
  return scheduleExpression(
    operations,
    outputs.map(({ value, reduction, integer }) => ({
      value,
      sum: reduction === 'sum' && integer !== true,
      overwrites: new Set<number>(),
    })),
  );
}

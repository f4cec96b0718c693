import { type Assembler, type Gp, rcx } from '../x64/index.ts';

export interface Step {
  readonly pointer: Gp;
  readonly bytes: number;
}

/** Emits a loop of `count` iterations with rcx as its counter, saved on the stack unless the body is a `leaf`. */
export function repeat(asm: Assembler, count: number, body: () => void, leaf = false): void {
  if (count <= 0) return;
  if (count === 1) return body();
  const top = asm.label();
  asm.mov(rcx, count);
  asm.bind(top);
  if (!leaf) asm.push(rcx);
  body();
  if (!leaf) asm.pop(rcx);
  asm.dec(rcx);
  asm.jump('ne', top);
}

/** Adds `times` * `bytes` to each pointer. */
export function advance(asm: Assembler, steps: readonly Step[], times = 1): void {
  for (const { pointer, bytes } of steps) if (bytes * times !== 0) asm.add(pointer, bytes * times);
}

/** Emits a loop nest over the axes, outermost first, and restores the pointers after it. */
export function walk(
  asm: Assembler,
  axes: readonly { readonly extent: number; readonly steps: readonly Step[] }[],
  body: () => void,
): void {
  const [axis, ...inner] = axes;
  if (!axis) return body();
  repeat(asm, axis.extent, () => {
    walk(asm, inner, body);
    if (axis.extent > 1) advance(asm, axis.steps);
  });
  if (axis.extent > 1) advance(asm, axis.steps, -axis.extent);
}

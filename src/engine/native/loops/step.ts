import { type Assembler, type Memory, type V2, type V3, type Vec, ymm } from '../x64/index.ts';

/** Where an instruction reads: a vector register by its number, or memory. */
export type Source = number | MemorySource;

/** A memory operand: spill slot, input of the loop, or a constant: splat (`bits`) or by lane (`lanes`). */
export type MemorySource =
  | { readonly slot: number }
  | { readonly input: number }
  | { readonly bits: number }
  | { readonly lanes: readonly number[] };

/**
 * One instruction after register allocation. `fill` reloads or rematerializes a value with a vector load; `load` is a
 * broadcast, reversed or strided load of an input; `spill` stores a register to its slot; `sink` uses a result.
 */
export type Step =
  | {
      readonly kind: 'two';
      readonly name: V3;
      readonly to: number;
      readonly a: number;
      readonly b: Source;
      readonly immediate?: number;
    }
  | { readonly kind: 'fused'; readonly name: V3; readonly to: number; readonly a: number; readonly b: Source }
  | {
      readonly kind: 'one';
      readonly name: V2;
      readonly to: number;
      readonly from: Source;
      readonly immediate?: number;
    }
  | {
      readonly kind: 'shift';
      readonly name: 'vpslld' | 'vpsrld' | 'vpsrad';
      readonly to: number;
      readonly from: number;
      readonly bits: number;
    }
  | {
      readonly kind: 'blend';
      readonly to: number;
      readonly a: number;
      readonly b: Source;
      readonly mask: number;
    }
  | { readonly kind: 'move'; readonly to: number; readonly from: number }
  | { readonly kind: 'fill'; readonly to: number; readonly from: MemorySource }
  | {
      readonly kind: 'load';
      readonly to: number;
      readonly input: number;
      readonly temporaries: readonly number[];
    }
  | { readonly kind: 'spill'; readonly slot: number; readonly from: number }
  | { readonly kind: 'sink'; readonly output: number; readonly sources: readonly Source[] };

/** What the loop provides to its body: addresses of inputs and slots at the current points, and uses of results. */
export interface Surroundings {
  readonly input: (input: number) => Memory;
  readonly slot: (slot: number) => Memory;
  /** Emits a load with another stride than 1. */
  readonly load: (to: Vec, input: number, temporaries: readonly Vec[]) => void;
  readonly sink: (output: number, sources: readonly (Vec | Memory)[]) => void;
}

export function emitSteps(asm: Assembler, steps: readonly Step[], around: Surroundings): void {
  const from = (source: Source): Vec | Memory =>
    typeof source === 'number' ? ymm(source) : memoryOf(asm, source, around);
  for (const step of steps) {
    switch (step.kind) {
      case 'two':
      case 'fused':
        asm.v3(
          step.name,
          ymm(step.to),
          ymm(step.a),
          from(step.b),
          'immediate' in step ? step.immediate : undefined,
        );
        break;
      case 'one':
        asm.v2(step.name, ymm(step.to), from(step.from), step.immediate);
        break;
      case 'shift':
        asm.shift(step.name, ymm(step.to), ymm(step.from), step.bits);
        break;
      case 'blend':
        asm.blend(ymm(step.to), ymm(step.a), from(step.b), ymm(step.mask));
        break;
      case 'move':
        asm.v2('vmovaps', ymm(step.to), ymm(step.from));
        break;
      case 'fill':
        fill(asm, ymm(step.to), step.from, around);
        break;
      case 'load':
        around.load(ymm(step.to), step.input, step.temporaries.map(ymm));
        break;
      case 'spill':
        asm.storeVector(around.slot(step.slot), ymm(step.from));
        break;
      case 'sink':
        around.sink(step.output, step.sources.map(from));
        break;
    }
  }
}

function memoryOf(asm: Assembler, source: MemorySource, around: Surroundings): Memory {
  if ('slot' in source) return around.slot(source.slot);
  if ('input' in source) return around.input(source.input);
  return asm.constant('lanes' in source ? source.lanes : [source.bits]);
}

function fill(asm: Assembler, to: Vec, source: MemorySource, around: Surroundings): void {
  if ('bits' in source) loadConstant(asm, to, source.bits);
  else asm.loadVector(to, memoryOf(asm, source, around));
}

/** Emits a splat of 32 bits, without a load where there is an idiom for it. */
export function loadConstant(asm: Assembler, to: Vec, bits: number): void {
  if (bits === 0) asm.v3('vxorps', to, to, to);
  else if (bits === -1) asm.v3('vpcmpeqd', to, to, to);
  else asm.loadVector(to, asm.constant([bits]));
}

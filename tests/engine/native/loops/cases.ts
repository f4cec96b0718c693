import fc from 'fast-check';
import type { Value, Operation, VectorOp } from '../../../../src/engine/plan/expressions/expression.ts';
import type { Placement } from '../../../../src/engine/plan/kernels.ts';

/** How a tensor lies in memory: order of its axes, gaps between neighbours, reversed and repeated axes. */
interface Layout {
  readonly order: readonly number[];
  readonly gaps: readonly number[];
  readonly reversed: readonly boolean[];
  readonly repeated: readonly boolean[];
}

const shapes = fc
  .array(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constantFrom(1, 7, 8, 9, 16, 17, 24, 35)), {
    maxLength: 4,
  })
  .filter((shape) => shape.reduce((a, b) => a * b, 1) <= 6000);

/** Iteration spaces of up to four axes: short ones, and ones around multiples of eight. */
export const iterationSpaces = fc.oneof(
  shapes,
  fc.integer({ min: 1, max: 700 }).map((extent) => [extent]),
);

export function layouts(rank: number): fc.Arbitrary<Layout> {
  const each = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: rank, maxLength: rank });
  const identity = Array.from({ length: rank }, (_, axis) => axis);
  return fc.record({
    order: fc.oneof(
      { weight: 3, arbitrary: fc.constant(identity) },
      fc.shuffledSubarray(identity, { minLength: rank, maxLength: rank }),
    ),
    gaps: each(fc.constantFrom(1, 1, 1, 1, 1, 1, 2, 3)),
    reversed: each(fc.constantFrom(false, false, false, false, true)),
    repeated: each(fc.constantFrom(false, false, false, true)),
  });
}

/** Elements that a layout takes, and where its elements are from there on. */
export function lay(
  shape: readonly number[],
  layout: Layout,
  isOutput: boolean,
): { size: number; placement: Placement } {
  const strides = shape.map(() => 0);
  let size = 1;
  let first = 0;
  for (const axis of layout.order.toReversed()) {
    if (layout.repeated[axis]! && !isOutput) continue;
    const stride = size * layout.gaps[axis]!;
    size = stride * shape[axis]!;
    strides[axis] = layout.reversed[axis]! ? -stride : stride;
    if (layout.reversed[axis]!) first += (shape[axis]! - 1) * stride;
  }
  return { size, placement: { offset: first * 4, strides } };
}

/** Row-major indices of a shape. */
export function indicesOf(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (all, extent) => all.flatMap((index) => Array.from({ length: extent }, (_, i) => [...index, i])),
    [[]],
  );
}

/** The element of an arena at an index. */
export function elementAt({ offset, strides }: Placement, index: readonly number[]): number {
  return offset / 4 + index.reduce((sum, position, axis) => sum + position * strides[axis]!, 0);
}

const onFloats: readonly VectorOp[] = [
  'add',
  'sub',
  'mul',
  'div',
  'min',
  'max',
  'sqrt',
  'fma',
  'floor',
  'ceil',
  'round',
];
const onIntegers: readonly VectorOp[] = [
  ...([
    'addInteger',
    'subInteger',
    'mulInteger',
    'minInteger',
    'maxInteger',
    'and',
    'or',
    'xor',
    'andNot',
  ] as const),
  ...(['shiftLeft', 'shiftRight', 'shiftRightSigned', 'shiftLeftBy', 'lookup'] as const),
];
const comparisons: readonly VectorOp[] = ['equal', 'notEqual', 'less', 'lessEqual', 'unordered'];

/**
 * Well-typed operations: floats, integers and masks are not taken for each other. Value i is input i at first. When
 * `entangled`, many values stay alive until late.
 */
export function expressions(inputs: number, length: number, entangled = false): fc.Arbitrary<Operation[]> {
  const choices = fc.tuple(fc.nat(99), fc.nat(999), fc.nat(999), fc.nat(999));
  return fc.array(choices, { minLength: length >> 1, maxLength: length }).map((rows) => {
    const operations: Operation[] = [];
    const pools = { float: [] as Value[], integer: [] as Value[], mask: [] as Value[] };
    const add: Add = (type, op, args, immediate) => {
      const isLookup = op === 'lookup';
      operations.push({
        op,
        args,
        ...(immediate !== undefined && { immediate }),
        ...(isLookup && { table }),
      });
      pools[type].push(operations.length - 1);
    };
    for (let input = 0; input < inputs; input++) add('float', 'load', [], input);
    add('integer', 'constant', [], 0);
    add('float', 'constant', [], 0x3fc00000);
    add('mask', 'equal', [0, 0]);
    for (const row of rows) addOne(row, pools, add);
    if (entangled) {
      const early = pools.float.slice(0, 40);
      for (const value of [...early, ...early.toReversed()])
        add('float', 'sub', [operations.length - 1, value]);
    }
    return operations;
  });
}

type Pools = Record<'float' | 'integer' | 'mask', Value[]>;
const table = [7, -1, 1 << 30, 0, 0x3f800000, -(2 ** 31), 12345, 3];
type Add = (type: keyof Pools, op: VectorOp, args: readonly Value[], immediate?: number) => void;

function addOne([kind, ...picks]: readonly [number, number, number, number], pools: Pools, add: Add): void {
  // Mostly recent values, so that expressions are deep, and sometimes old ones, so that many are alive.
  const pick = (pool: readonly Value[], choice: number) =>
    choice % 3 === 0 ? pool[choice % pool.length]! : pool.at(-1 - (choice % Math.min(4, pool.length)))!;
  const [a, b, c] = picks;
  const { float, integer, mask } = pools;
  const three = (pool: readonly Value[]) => [pick(pool, a), pick(pool, b), pick(pool, c)];
  const arity = (op: VectorOp) =>
    op === 'fma' ? 3 : ['sqrt', 'floor', 'ceil', 'round'].includes(op) ? 1 : 2;
  if (kind < 55) {
    const op = onFloats[kind % onFloats.length]!;
    add('float', op, three(float).slice(0, arity(op)));
  } else if (kind < 70) {
    const op = onIntegers[kind % onIntegers.length]!;
    if (op === 'lookup') add('integer', op, [pick(integer, a)]);
    else if (op === 'shiftLeftBy') {
      // Few enough bits that some are left.
      add('integer', 'shiftRight', [pick(integer, b)], 27);
      add('integer', op, [pick(integer, a), integer.at(-1)!]);
    } else if (op.startsWith('shift')) add('integer', op, [pick(integer, a)], b % 33);
    else add('integer', op, three(integer).slice(0, 2));
  } else if (kind < 78) add('mask', comparisons[kind % comparisons.length]!, three(float).slice(0, 2));
  else if (kind < 81) add('mask', kind % 2 ? 'greaterInteger' : 'equalInteger', three(integer).slice(0, 2));
  else if (kind < 84) add('mask', 'andNot', three(mask).slice(0, 2));
  else if (kind < 90) add('float', 'select', [pick(mask, a), pick(float, b), pick(float, c)]);
  else if (kind < 93) add('integer', 'select', [pick(mask, a), pick(integer, b), pick(integer, c)]);
  else if (kind < 95) add('integer', 'toInteger', [pick(float, a)]);
  else if (kind < 97) add('float', 'toFloat', [pick(integer, a)]);
  else if (kind < 98) add('integer', 'constant', [], a * 7919);
  else add('float', 'constant', [], 0x40000000 + a * 4099);
}

const interesting = [0, -0, 1, -1, 0.5, 2.5, -1.5, NaN, Infinity, -Infinity, 1e-40, 3e38, 3e9, 16777217];

/** Numbers for an arena: mostly ordinary ones. */
export function fill(arena: Float32Array, seed: number): void {
  let state = seed | 1;
  for (let index = 0; index < arena.length; index++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    const draw = state >>> 8;
    arena[index] =
      draw % 23 === 0 ? interesting[(draw >> 5) % interesting.length]! : (draw / 2 ** 24) * 8 - 4;
  }
}

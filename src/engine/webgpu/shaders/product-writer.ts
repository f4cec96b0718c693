import type { BatchAxis, ProductKernel, RowAxis, SumAxis } from '../../plan/kernels.ts';
import type { Params } from './shader-stage.ts';
import {
  columnsOfTile,
  entryOf,
  rowsOfTile,
  sizeOfTile,
  type Splits,
  type Tile,
  wordsOfBlock,
} from './product-tile.ts';
import { decode, linear, mostGroups, u32 } from './source.ts';

/** The grid of a product: blocks of results, times splits of the sum. */
export interface Blocks extends Splits {
  readonly tile: Tile;
  readonly batch: readonly BatchAxis[];
  readonly rows: readonly RowAxis[];
  readonly sums: readonly SumAxis[];
  readonly rowCount: number;
  readonly sumCount: number;
  readonly batches: number;
  /** Blocks of one batch. */
  readonly down: number;
  readonly across: number;
  /** Bytes of the partial results of one split. */
  readonly partBytes: number;
}

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

const extentsOf = (axes: readonly { readonly extent: number }[]): number[] =>
  axes.map(({ extent }) => extent);

/** Addressing of an operand: lines that compute coordinates from `along`, and address expressions in terms of them. */
interface Operand {
  readonly decoded: readonly string[];
  readonly isInside: string;
  readonly at: string;
}

/** Writes a tiled product. Operand blocks are staged in workgroup memory, that of `a` first, with barriers around. */
export class TileWriter {
  private readonly a: string;
  private readonly b: string;
  private readonly c: string;
  private readonly high: number;
  private readonly wide: number;

  /** @param scratch byte offset of the partial results, if the sum is split */
  constructor(
    private readonly kernel: ProductKernel,
    private readonly blocks: Blocks,
    params: Params,
    private readonly scratch?: number,
  ) {
    this.a = params.place(kernel.a);
    this.b = params.place(kernel.b);
    this.c = params.place(scratch ?? kernel.c);
    this.high = rowsOfTile(blocks.tile);
    this.wide = columnsOfTile(blocks.tile);
  }

  body(): string[] {
    const { tile, batches, down, across } = this.blocks;
    const groups = batches * down * across;
    return [
      `let x = local % ${u32(tile.across)};`,
      `let y = local / ${u32(tile.across)};`,
      `for (var block = group.x; block < ${u32(groups)}; block += ${u32(Math.min(groups, mostGroups))}) {`,
      `let columnStart = (block % ${u32(across)}) * ${u32(this.wide)};`,
      `let rowStart = (block / ${u32(across)} % ${u32(down)}) * ${u32(this.high)};`,
      `let batch = block / ${u32(across * down)};`,
      ...decode('batch', 'n', extentsOf(this.blocks.batch)),
      ...this.results().map((name) => `var ${name} = 0.0;`),
      ...this.sums(),
      ...this.stores(),
      '}',
    ];
  }

  private results(): string[] {
    const each = range(this.blocks.tile.each);
    return each.flatMap((i) => each.map((j) => `c${i}x${j}`));
  }

  private sums(): string[] {
    const { tile, sumCount, splits, sumsOfSplit } = this.blocks;
    const begin = splits > 1 ? `group.y * ${u32(sumsOfSplit)}` : '0u';
    const end = splits > 1 ? `min(${u32(sumCount)}, ${begin} + ${u32(sumsOfSplit)})` : u32(sumCount);
    return [
      `let end = ${end};`,
      `for (var start = ${begin}; start < end; start += ${u32(tile.depth)}) {`,
      'workgroupBarrier();',
      ...this.fillA(),
      ...this.fillB(),
      'workgroupBarrier();',
      `for (var k = 0u; k < ${u32(tile.depth)}; k++) {`,
      ...this.multiply(),
      '}',
      '}',
    ];
  }

  private fillA(): string[] {
    const { batch, rows, sums, rowCount } = this.blocks;
    const sumsAreContiguous = sums.at(-1)?.a === 1 || rows.at(-1)?.a !== 1;
    const start = linear(
      'n',
      batch.map((axis) => axis.a),
    );
    const along = linear(
      'a',
      rows.map((axis) => axis.a),
    );
    return this.fill('a', this.high, sumsAreContiguous, {
      decoded: ['let place = rowStart + along;', ...decode('place', 'a', extentsOf(rows))],
      isInside: `place < ${u32(rowCount)}`,
      at: `${this.a} + ${start} + ${along}`,
    });
  }

  private fillB(): string[] {
    const { batch, sums } = this.blocks;
    const { columns, bColumn } = this.kernel;
    const start = linear(
      'n',
      batch.map((axis) => axis.b),
    );
    return this.fill('b', this.wide, bColumn !== 1 && sums.at(-1)?.b === 1, {
      decoded: ['let place = columnStart + along;'],
      isInside: `place < ${u32(columns)}`,
      at: `${this.b} + ${start} + place * ${u32(bColumn)}`,
    });
  }

  /** Stages a block of an operand in workgroup memory, padded with zeros. */
  private fill(key: 'a' | 'b', length: number, sumsAreContiguous: boolean, operand: Operand): string[] {
    const { sums, tile } = this.blocks;
    const { along, sum } = entryOf(length, tile, sumsAreContiguous);
    const fromSum = linear(
      's',
      sums.map((axis) => axis[key]),
    );
    return [
      `for (var entry = local; entry < ${u32(length * tile.depth)}; entry += ${u32(sizeOfTile(tile))}) {`,
      `let along = ${along};`,
      `let sum = ${sum};`,
      ...operand.decoded,
      'let term = start + sum;',
      ...decode('term', 's', extentsOf(sums)),
      'var value = 0u;',
      `if (${operand.isInside} && term < end) { value = arena[base + ${operand.at} + ${fromSum}]; }`,
      `workgroup_memory[${this.workgroupOffset(key)} + sum * ${u32(length + 1)} + along] = value;`,
      '}',
    ];
  }

  private multiply(): string[] {
    const { tile } = this.blocks;
    const each = range(tile.each);
    return [
      ...each.map(
        (i) =>
          `let p${i} = bitcast<f32>(workgroup_memory[k * ${u32(this.high + 1)} + y + ${u32(i * tile.down)}]);`,
      ),
      `let second = ${this.workgroupOffset('b')} + k * ${u32(this.wide + 1)} + x;`,
      ...each.map((j) => `let q${j} = bitcast<f32>(workgroup_memory[second + ${u32(j * tile.across)}]);`),
      ...each.flatMap((i) => each.map((j) => `c${i}x${j} = fma(p${i}, q${j}, c${i}x${j});`)),
    ];
  }

  /** Offset of an operand's block in workgroup memory. */
  private workgroupOffset(key: 'a' | 'b'): string {
    return key === 'a' ? '0u' : u32(wordsOfBlock(this.high, this.blocks.tile));
  }

  private stores(): string[] {
    const { tile, batch, rows, rowCount, batches } = this.blocks;
    const { columns } = this.kernel;
    const each = range(tile.each);
    const batchAt = linear(
      'n',
      batch.map((axis) => axis.c),
    );
    return each.flatMap((i) => {
      const start =
        this.scratch === undefined
          ? `${batchAt} + ${linear(
              `r${i}x`,
              rows.map((axis) => axis.c),
            )}`
          : `((group.y * ${u32(batches)} + batch) * ${u32(rowCount)} + row${i}) * ${u32(columns)}`;
      return [
        `let row${i} = rowStart + y + ${u32(i * tile.down)};`,
        `if (row${i} < ${u32(rowCount)}) {`,
        ...decode(`row${i}`, `r${i}x`, extentsOf(rows)),
        `let to = base + ${this.c} + ${start};`,
        ...each.flatMap((j) => [
          `let column${j} = columnStart + x + ${u32(j * tile.across)};`,
          `if (column${j} < ${u32(columns)}) { arena[to + column${j}] = bitcast<u32>(c${i}x${j}); }`,
        ]),
        '}',
      ];
    });
  }
}

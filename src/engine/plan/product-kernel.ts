import type { BatchAxis, ProductKernel, RowAxis, SumAxis } from './kernels.ts';
import type { Offsets, Phase, PlanKernel, Source } from './plan-kernel.ts';
import type { TensorId } from './view.ts';

/** Where the first element of an operand lies. */
interface Origin {
  readonly tensor: TensorId;
  readonly offset: number;
}

export interface ProductForm {
  readonly batch: readonly BatchAxis[];
  readonly rows: readonly RowAxis[];
  readonly sums: readonly SumAxis[];
  readonly columns: number;
  readonly bColumn: number;
  readonly a: Origin;
  readonly b: Origin;
  readonly c: Origin;
}

/** A product whose operands have no places yet. */
export class PlannedProduct implements PlanKernel {
  readonly sources: readonly Source[];
  readonly reads: readonly TensorId[];
  readonly writes: readonly TensorId[];

  constructor(
    source: Source,
    readonly phase: Phase,
    private readonly form: ProductForm,
  ) {
    this.sources = [source];
    this.reads = [form.a.tensor, form.b.tensor];
    this.writes = [form.c.tensor];
  }

  resolve({ bytesOf, scratch }: Offsets): ProductKernel {
    const place = ({ tensor, offset }: Origin): number => bytesOf(tensor) + offset * 4;
    const { a, b, c, ...axes } = this.form;
    return { kind: 'product', ...axes, a: place(a), b: place(b), c: place(c), scratch };
  }
}

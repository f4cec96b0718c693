import type { Kernel } from '../plan/kernels.ts';

/**
 * The extents of a kernel's work as text: `64x128` points of a loop, `64x[128]` with reduced axes in brackets,
 * `32x64 by 64x10` for a product, `8 x (...)` for several of them, `32 of 500 rows x 784` for rows that are looked up.
 */
export function kernelShape(kernel: Kernel): string {
  switch (kernel.kind) {
    case 'map':
      return joined(kernel.shape);
    case 'reduce':
      return joined(kernel.shape.map((extent, axis) => (kernel.reduced[axis] ? `[${extent}]` : extent)));
    case 'product': {
      const rows = total(kernel.rows);
      const sums = total(kernel.sums);
      return repeated(total(kernel.batch), `${rows}x${sums} by ${sums}x${kernel.columns}`);
    }
    case 'gather': {
      const { batch, rows, tableRows, rowLength } = kernel;
      return repeated(batch.extent, `${rows} of ${tableRows} rows x ${rowLength}`);
    }
    case 'segment-sum':
      return `${kernel.rows} into ${kernel.segments} rows x ${kernel.rowLength}`;
    case 'arg-max':
    case 'arg-min':
      return joined([kernel.outer, `[${kernel.extent}]`, kernel.inner].filter((extent) => extent !== 1));
    case 'cumsum':
      return joined([kernel.outer, kernel.extent, kernel.inner].filter((extent) => extent !== 1));
  }
}

const total = (axes: readonly { readonly extent: number }[]): number =>
  axes.reduce((size, { extent }) => size * extent, 1);

function joined(extents: readonly (number | string)[]): string {
  return extents.length === 0 ? '1' : extents.join('x');
}

function repeated(times: number, text: string): string {
  return times === 1 ? text : `${times} x (${text})`;
}

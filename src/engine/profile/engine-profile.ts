/** What a kernel does in one call, or several do together. */
export interface Work {
  /**
   * Floating-point operations: one for each sum, difference, product, quotient, root, rounding, minimum and maximum, two
   * for a multiplication with addition; no comparisons, selections, conversions or integer arithmetic.
   */
  readonly flops: number;
  /** Sizes of distinct operands and of results: what would be moved if each element were touched once. */
  readonly bytesRead: number;
  readonly bytesWritten: number;
}

/** What one kernel cost in the runs of a program; its work is that of all calls. */
export interface KernelProfile extends Work {
  /** Kernels of the step that it computes: `BatchMatMul`, `Multiply + Sub`. */
  readonly label: string;
  /** How it is computed: `product`, `map`, `reduce`, ...; for ONNX Runtime the node's op. */
  readonly kind: string;
  /** Extents of its work: `32x64 by 64x10`, `[128] x 10` with reduced axes in brackets. */
  readonly shape: string;
  /** Where in the step it was called, nearest frame first. */
  readonly site: string;
  /** On all threads; threads that work on one replica together count as one. */
  readonly seconds: number;
  readonly calls: number;
}

/** What the runs of a program have cost so far: all but the first, which warms up, where there were several. */
export interface EngineProfile {
  readonly basis: 'machine code' | 'ONNX Runtime' | 'WebGPU';
  readonly steps: number;
  /** Wall clock of these runs. */
  readonly seconds: number;
  /** Threads whose times add up in the kernels' seconds: there were `seconds * threads` to spend. */
  readonly threads: number;
  /** Threads that compute one kernel together; they count as one of `threads`. */
  readonly together: number;
  readonly kernels: readonly KernelProfile[];
}

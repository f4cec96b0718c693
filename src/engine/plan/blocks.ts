/** Bytes by which vector loads may overrun an operand. */
export const slack = 64;

/** A block of memory with its live range, from kernel `first` to kernel `last`. */
export interface Block {
  readonly bytes: number;
  readonly first: number;
  readonly last: number;
}

/** Bytes of the arena that belong to no block and can be read, from `from` to `to`. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** Byte offsets of pages that nobody may touch, and what lies between them and the blocks. */
export interface Fence {
  readonly pages: readonly number[];
  readonly gaps: readonly Gap[];
}

/** Where blocks lie, in bytes. */
export interface Places {
  readonly bytes: number;
  readonly at: readonly number[];
  readonly fence?: Fence;
}

/** A place in the code, to jump to: before or after it is bound. */
export interface Label {
  position: number | undefined;
}

interface LabelUse {
  readonly label: Label;
  /** Where the 32-bit distance lies, counted from behind it. */
  readonly at: number;
}

interface ConstantUse {
  readonly offset: number;
  readonly at: number;
  /** Where the instruction ends, from which the distance counts. */
  readonly end: number;
}

const lanes = 8;
const poolEntry = 4 * lanes;

/** Bytes of machine code under construction, with labels and a pool of constants behind the code. */
export class CodeBuffer {
  private bytes = new Uint8Array(4096);
  private view = new DataView(this.bytes.buffer);
  private length = 0;
  private readonly labelUses: LabelUse[] = [];
  private readonly constantUses: ConstantUse[] = [];
  private readonly pool: number[] = [];
  private readonly poolOffsets = new Map<string, number>();

  /** Bytes of code so far. */
  get position(): number {
    return this.length;
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length++] = value;
  }

  int32(value: number): void {
    if (value < -(2 ** 31) || value >= 2 ** 32) throw new Error(`${value} is not a 32-bit immediate`);
    this.reserve(4);
    this.view.setInt32(this.length, value | 0, true);
    this.length += 4;
  }

  int64(value: bigint): void {
    this.reserve(8);
    this.view.setBigInt64(this.length, value, true);
    this.length += 8;
  }

  label(): Label {
    return { position: undefined };
  }

  bind(label: Label): void {
    if (label.position !== undefined) throw new Error('a label is bound twice');
    label.position = this.length;
  }

  /** The 32-bit distance from behind itself to a label. */
  distanceTo(label: Label): void {
    this.labelUses.push({ label, at: this.length });
    this.int32(0);
  }

  /** The 32-bit distance to a constant of the pool, of an instruction that goes on for `trailing` bytes. */
  distanceToConstant(offset: number, trailing: number): void {
    this.constantUses.push({ offset, at: this.length, end: this.length + 4 + trailing });
    this.int32(0);
  }

  /** Offset in the pool of eight int32 bit patterns. */
  poolOffset(values: readonly number[]): number {
    const all = values.length === 1 ? Array.from({ length: lanes }, () => values[0]!) : values;
    if (all.length !== lanes) throw new Error(`a constant has 1 or ${lanes} lanes, not ${values.length}`);
    const key = all.map((value) => value | 0).join();
    const known = this.poolOffsets.get(key);
    if (known !== undefined) return known;
    const offset = this.pool.length * 4;
    this.pool.push(...all);
    this.poolOffsets.set(key, offset);
    return offset;
  }

  /** The code and, aligned to 32 bytes, the pool. */
  assemble(): Uint8Array {
    const poolStart = this.pool.length ? Math.ceil(this.length / poolEntry) * poolEntry : this.length;
    const code = new Uint8Array(poolStart + 4 * this.pool.length);
    code.set(this.bytes.subarray(0, this.length));
    const view = new DataView(code.buffer);
    for (const use of this.labelUses) {
      if (use.label.position === undefined) throw new Error('a label is jumped to but not bound');
      view.setInt32(use.at, use.label.position - (use.at + 4), true);
    }
    for (const use of this.constantUses) view.setInt32(use.at, poolStart + use.offset - use.end, true);
    this.pool.forEach((value, i) => view.setInt32(poolStart + 4 * i, value | 0, true));
    return code;
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = new Uint8Array(2 * this.bytes.length);
    larger.set(this.bytes);
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }
}

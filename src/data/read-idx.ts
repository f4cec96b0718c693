import { sizeOf, UserError, type NdArray } from '#core';
import { lengthError, brokenFileHint, readBytes } from './read-bytes.ts';

/** IDX element types that are read, by their code in the third header byte. */
const elements = {
  0x08: { name: 'ubyte', bytes: 1, dtype: 'int32' },
  0x0c: { name: 'int', bytes: 4, dtype: 'int32' },
  0x0d: { name: 'float', bytes: 4, dtype: 'float32' },
} as const;

type Element = (typeof elements)[keyof typeof elements];

export interface ReadIdxOptions {
  /** Factor on every value; when given, the result is float32 (1/255 brings bytes to [0, 1]). */
  readonly scale?: number;
}

/**
 * An IDX file (the format of MNIST: big-endian header with type and extents), plain or gzip, of unsigned bytes, int32 or
 * float32: an array of the header's extents, [images, 28, 28] of MNIST. Bytes and integers become int32 unless scaled.
 * @throws UserError when the length contradicts the header
 */
export function readIdx(path: string, { scale }: ReadIdxOptions = {}): NdArray {
  const bytes = readBytes(path);
  const { element, shape, start } = header(path, bytes);
  const length = sizeOf(shape);
  const expected = start + length * element.bytes;
  if (bytes.length !== expected) {
    throw lengthError(
      path,
      `${expected} bytes (shape [${shape.join(', ')}] of ${element.name})`,
      bytes.length,
    );
  }
  const dtype = scale === undefined ? element.dtype : 'float32';
  const values = dtype === 'float32' ? new Float32Array(length) : new Int32Array(length);
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, length * element.bytes);
  const read = reader(element, view);
  for (let index = 0; index < length; index++) {
    values[index] = scale === undefined ? read(index) : scale * read(index);
  }
  return { dtype, shape, values };
}

function header(path: string, bytes: Buffer): { element: Element; shape: number[]; start: number } {
  if (bytes.length < 4) throw lengthError(path, 'an IDX header of at least 4 bytes', bytes.length);
  const code = bytes[2]!;
  const element = Object.hasOwn(elements, code) ? elements[code as keyof typeof elements] : undefined;
  if (bytes.readUInt16BE(0) !== 0 || !element) {
    throw new UserError(
      `${path} does not start like an IDX file of ubyte, int or float values: first bytes ${bytes.toString('hex', 0, 4)}`,
      brokenFileHint,
    );
  }
  const rank = bytes[3]!;
  const start = 4 + 4 * rank;
  if (bytes.length < start) throw lengthError(path, `an IDX header of ${start} bytes`, bytes.length);
  const shape = Array.from({ length: rank }, (_, axis) => bytes.readUInt32BE(4 + 4 * axis));
  return { element, shape, start };
}

function reader(element: Element, view: DataView): (index: number) => number {
  if (element.name === 'ubyte') return (index) => view.getUint8(index);
  if (element.name === 'int') return (index) => view.getInt32(4 * index);
  return (index) => view.getFloat32(4 * index);
}

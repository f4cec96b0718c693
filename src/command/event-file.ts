import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { crc32c } from './crc32c.ts';
import { ReadingError } from './reading-error.ts';

/** One number of a tag at a step. */
export interface Scalar {
  readonly tag: string;
  readonly step: number;
  readonly value: number;
}

/**
 * The scalars of a TensorBoard event file: records of TFRecord (length, masked CRC-32C of it, data, masked CRC-32C of that),
 * each an `Event` of tensorflow/core/util/event.proto. A value is a `simple_value`, or a tensor of one number as newer
 * writers have it. A last record that is cut off, as a killed run leaves it, is left out.
 * @param source the file in messages
 * @throws ReadingError when a checksum does not hold
 */
export function scalarsIn(file: Buffer, source: string): Scalar[] {
  const scalars: Scalar[] = [];
  for (let at = 0; at + 12 <= file.length;) {
    const head = file.subarray(at, at + 8);
    const length = Number(head.readBigUInt64LE());
    check(head, file.readUInt32LE(at + 8), source, at);
    const end = at + 12 + length;
    if (end + 4 > file.length) break;
    const data = file.subarray(at + 12, end);
    check(data, file.readUInt32LE(end), source, at);
    scalars.push(...scalarsOfEvent(data));
    at = end + 4;
  }
  return scalars;
}

/** TFRecord masks its checksums: rotated right by 15 bits, plus a constant. */
function check(data: Uint8Array, stored: number, source: string, at: number): void {
  const crc = crc32c(data);
  if ((((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0 === stored) return;
  throw new ReadingError(
    `${source} is no event file, or is damaged: the checksum of the record at byte ${at} does not hold`,
    'let the program write its event files anew',
  );
}

type Fields = (field: number, wire: WireType, reader: BinaryReader) => boolean;

/** Reads a message; fields that are not read are skipped. */
function read(data: Uint8Array, fields: Fields): void {
  const reader = new BinaryReader(data);
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag();
    if (!fields(field, wire, reader)) reader.skip(wire, field);
  }
}

/** `Event`: step 2, summary 5. */
function scalarsOfEvent(data: Uint8Array): Scalar[] {
  let step = 0;
  let summary = new Uint8Array(0);
  read(data, (field, _, reader) => {
    if (field === 2) step = Number(reader.int64());
    else if (field === 5) summary = reader.bytes() as Uint8Array<ArrayBuffer>;
    else return false;
    return true;
  });
  const scalars: Scalar[] = [];
  // `Summary`: value 1, repeated.
  read(summary, (field, _, reader) => {
    if (field !== 1) return false;
    const { tag, value } = valueOf(reader.bytes());
    if (value !== undefined) scalars.push({ tag, step, value });
    return true;
  });
  return scalars;
}

/** `Summary.Value`: tag 1, simple_value 2, tensor 8; images and histograms have no number. */
function valueOf(data: Uint8Array): { readonly tag: string; readonly value: number | undefined } {
  let tag = '';
  let value: number | undefined;
  read(data, (field, _, reader) => {
    if (field === 1) tag = reader.string();
    else if (field === 2) value = reader.float();
    else if (field === 8) value = numberOfTensor(reader.bytes());
    else return false;
    return true;
  });
  return { tag, value };
}

/** `TensorProto` of one float or double: dtype 1, tensor_content 4, float_val 5, double_val 6. */
function numberOfTensor(data: Uint8Array): number | undefined {
  let dtype = 0;
  const floats: number[] = [];
  let content = Buffer.alloc(0);
  read(data, (field, wire, reader) => {
    if (field === 1) dtype = reader.int32();
    else if (field === 4) content = Buffer.from(reader.bytes());
    else if (field === 5 || field === 6) {
      const packed = wire === WireType.LengthDelimited ? new BinaryReader(reader.bytes()) : undefined;
      const next = (): number => (field === 5 ? (packed ?? reader).float() : (packed ?? reader).double());
      if (!packed) floats.push(next());
      else while (packed.pos < packed.len) floats.push(next());
    } else return false;
    return true;
  });
  if (dtype === 1 && content.length === 4) return content.readFloatLE();
  if (dtype === 2 && content.length === 8) return content.readDoubleLE();
  return floats.length === 1 ? floats[0] : undefined;
}

import { createHash } from 'node:crypto';
import { endianness } from 'node:os';
import { allocate, sizeOf } from '#core';
import type { NdArray, NdRecord, ScanCheckpoint, TensorSpec } from '#core';

/**
 * Layout: magic (8 bytes), sha256 of all that follows (32), length of the header (4, little endian), header as JSON,
 * then the raw elements of each array in the order of the header, in the byte order of the machine.
 */
const magic = Buffer.from('CCKPT\0\0\x01', 'latin1');
const bodyAt = magic.length + 32;

interface Header {
  readonly key: string;
  readonly byteOrder: string;
  readonly step: number;
  readonly state: readonly (TensorSpec & { readonly name: string })[];
  readonly metrics: readonly (TensorSpec & { readonly name: string })[];
}

/** A checkpoint as bytes, filed under `key`. */
export function encodeCheckpoint({ step, state, metrics }: ScanCheckpoint, key: string): Buffer {
  const header: Header = {
    key,
    byteOrder: endianness(),
    step,
    state: namedSpecs(state),
    metrics: namedSpecs(metrics),
  };
  const text = Buffer.from(JSON.stringify(header), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const arrays = [...Object.values(state), ...Object.values(metrics)].map(bytesOf);
  const body = Buffer.concat([length, text, ...arrays]);
  return Buffer.concat([magic, digest(body), body]);
}

/** The checkpoint that `encodeCheckpoint` wrote under `key`; undefined for anything else. */
export function decodeCheckpoint(content: Buffer, key: string): ScanCheckpoint | undefined {
  if (content.length < bodyAt + 4 || !content.subarray(0, magic.length).equals(magic)) return undefined;
  const body = content.subarray(bodyAt);
  if (!digest(body).equals(content.subarray(magic.length, bodyAt))) return undefined;
  const arraysAt = 4 + body.readUInt32LE(0);
  const header = JSON.parse(body.toString('utf8', 4, arraysAt)) as Header;
  if (header.key !== key || header.byteOrder !== endianness()) return undefined;

  let offset = arraysAt;
  const read = (specs: Header['state']): NdRecord =>
    Object.fromEntries(
      specs.map(({ name, dtype, shape }): [string, NdArray] => {
        const values = allocate(dtype, sizeOf(shape));
        // Copied, because a slice of a file need not start where a typed array may.
        new Uint8Array(values.buffer).set(body.subarray(offset, offset + values.byteLength));
        offset += values.byteLength;
        return [name, { dtype, shape, values }];
      }),
    );
  const state = read(header.state);
  return { step: header.step, state, metrics: read(header.metrics) };
}

function namedSpecs(record: NdRecord): Header['state'] {
  return Object.entries(record).map(([name, { dtype, shape }]) => ({ name, dtype, shape }));
}

function bytesOf({ values }: NdArray): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function digest(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}

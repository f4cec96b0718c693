import { readFileSync, writeFileSync } from 'node:fs';
import { allocate, type NdArray, type NdRecord, type TypedValues } from '#core';

/** Named groups of arrays in two files: PATH.json says what lies where in PATH.bin (as `torch_peer/arrays.py`). */
export type ArrayGroups = Readonly<Record<string, NdRecord>>;

interface Entry {
  readonly dtype: 'float32' | 'int32';
  readonly shape: number[];
  readonly count: number;
  readonly offset: number;
}

export function writeArrays(path: string, groups: ArrayGroups): void {
  const parts: TypedValues[] = [];
  let offset = 0;
  const layout = mapGroups(groups, ({ dtype, shape, values }: NdArray) => {
    const entry = { dtype, shape, count: values.length, offset };
    parts.push(values);
    offset += values.byteLength;
    return entry;
  });
  writeFileSync(`${path}.bin`, Buffer.concat(parts.map(bytesOf)));
  writeFileSync(`${path}.json`, JSON.stringify(layout));
}

export function readArrays(path: string): ArrayGroups {
  const layout = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as Record<string, Record<string, Entry>>;
  const content = readFileSync(`${path}.bin`);
  return mapGroups(layout, ({ dtype, shape, count, offset }: Entry): NdArray => {
    const values = allocate(dtype, count);
    bytesOf(values).set(content.subarray(offset, offset + values.byteLength));
    return { dtype, shape, values };
  });
}

function bytesOf(values: TypedValues): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function mapGroups<From, To>(
  groups: Readonly<Record<string, Readonly<Record<string, From>>>>,
  map: (value: From) => To,
): Record<string, Record<string, To>> {
  const entriesOf = (record: Readonly<Record<string, From>>) =>
    Object.entries(record).map(([name, value]) => [name, map(value)] as const);
  return Object.fromEntries(
    Object.entries(groups).map(([group, record]) => [group, Object.fromEntries(entriesOf(record))]),
  );
}

import type { NdArray, NdRecord, ScanRecord } from '#core';
import { chunkInputs } from './chunk-inputs.ts';
import type { ScanOptions } from './scan-options.ts';

/** What a scan is about to train, for the evidence. */
export function scanRecordOf({ run, name, steps, state, data = {}, inputs }: ScanOptions): ScanRecord {
  const replicas = run.seeds.length;
  const own = ({ shape }: Pick<NdArray, 'shape'>): number[] => [
    ...(shape[0] === replicas ? shape.slice(1) : shape),
  ];
  const shapes = (record: NdRecord) => mapped(record, own);
  const first = chunkInputs(inputs, 0, 1);
  const last = chunkInputs(inputs, steps - 1, 1);
  const given = mapped(first, (array, input) => {
    const shape = own({ shape: array.shape.slice(1) });
    const isNumber = array.values.length === 1 && Number.isFinite(array.values[0]);
    return { shape, ...(isNumber && { first: array.values[0]!, last: last[input]!.values[0]! }) };
  });
  delete given['stepIndex'];
  return { name, steps, replicas, state: shapes(state), inputs: given, data: shapes(data) };
}

function mapped<Value>(record: NdRecord, by: (array: NdArray, name: string) => Value): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).map(([name, array]) => [name, by(array, name)]));
}

import type * as tf from '@tensorflow/tfjs-core';

/** Named tensors: parameters, gradients, optimizer slots. Each has a leading replica axis. */
export type TensorRecord = Readonly<Record<string, tf.Tensor>>;

/** The entries of `record` under `prefix/name`. */
export function withPrefix<Value>(
  prefix: string,
  record: Readonly<Record<string, Value>>,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [`${prefix}/${name}`, value]));
}

/** The entries of `record` whose names start with `prefix/`, named by what follows. */
export function under<Value>(prefix: string, record: Readonly<Record<string, Value>>): Record<string, Value> {
  const start = `${prefix}/`;
  return Object.fromEntries(
    Object.entries(record)
      .filter(([name]) => name.startsWith(start))
      .map(([name, value]) => [name.slice(start.length), value]),
  );
}

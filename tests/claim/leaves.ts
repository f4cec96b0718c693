/** A value inside of another, and where. */
export interface Leaf {
  /** As in `a.b[0].c`. */
  readonly path: string;
  readonly value: unknown;
}

/** All values that are neither an object nor an array, in order. */
export function leaves(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`),
  );
}

/** The same with another value at the path; undefined removes it, where it is not in an array. */
export function withLeaf(whole: unknown, path: string, value: unknown): unknown {
  const copy = structuredClone(whole) as Record<string, unknown>;
  // Names of arms and controls may hold blanks, but neither dots nor brackets.
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
  const holder = keys.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, copy);
  if (value === undefined && !Array.isArray(holder)) delete holder[keys.at(-1)!];
  else holder[keys.at(-1)!] = value;
  return copy;
}

import fc from 'fast-check';

/** The values of one field over drawn cases; of arrays of varying length all elements together. */
export interface CaseField {
  /** As `problem.x[].y` or `[0]`; empty for a case that is one value. */
  readonly path: string;
  readonly values: readonly unknown[];
  /** Whether the values are elements whose places mean nothing. */
  readonly pooled: boolean;
}

type Values = readonly unknown[];

/** Beyond so many elements, places of arrays mean nothing even where all have as many. */
const longestTuple = 8;

/** What a case was made from, where it says so; that an object has no prototype, as half of `fc.record` have, is no difference. */
export function drawnOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(drawnOf);
  if (typeof value !== 'object' || value === null) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!(fc.toStringMethod in value)) {
    if (prototype !== null && prototype !== Object.prototype) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, drawnOf(inner)]));
  }
  return JSON.parse((value as Record<symbol, () => string>)[fc.toStringMethod]!());
}

/** Fields of cases down to numbers, texts and truth values; functions are left out. */
export function fieldsOf(values: Values, path = '', pooled = false): CaseField[] {
  const arrays = values.filter(isArray);
  const objects = values.filter(isObject);
  const plain = values.filter((value) => typeof value !== 'object' && typeof value !== 'function');
  return [
    ...(plain.length > 0 ? [{ path, values: plain, pooled }] : []),
    ...(arrays.length > 0 ? elementsOf(arrays, path, pooled) : []),
    ...membersOf(objects, path, pooled),
  ];
}

function elementsOf(arrays: readonly Values[], path: string, pooled: boolean): CaseField[] {
  const { length } = arrays[0]!;
  if (length > longestTuple || arrays.some((array) => array.length !== length)) {
    const elements = arrays.flatMap((array) => Array.from(array));
    return fieldsOf(elements, `${path}[]`, true);
  }
  return Array.from({ length }, (_, place) =>
    fieldsOf(
      arrays.map((array) => array[place]),
      `${path}[${place}]`,
      pooled,
    ),
  ).flat();
}

function membersOf(objects: readonly Record<string, unknown>[], path: string, pooled: boolean): CaseField[] {
  const members = new Map<string, unknown[]>();
  for (const [key, value] of objects.flatMap((object) => Object.entries(object))) {
    const values = members.get(key) ?? [];
    values.push(value);
    members.set(key, values);
  }
  return Array.from(members, ([key, values]) =>
    fieldsOf(values, path === '' ? key : `${path}.${key}`, pooled),
  ).flat();
}

function isArray(value: unknown): value is Values {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !isArray(value);
}

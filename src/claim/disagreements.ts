/** A field of stored evidence that does not follow from the rest of it. */
export interface EvidenceProblem {
  /** Place in the evidence, as in `controls[0].panels[1].held`. */
  readonly path: string;
  /** What is stored there and what follows from the rest; undefined where there is nothing. */
  readonly stored: unknown;
  readonly derived: unknown;
}

/** Where two values differ, place by place. */
export function disagreements(path: string, stored: unknown, derived: unknown): EvidenceProblem[] {
  if (isObject(stored) && isObject(derived) && Array.isArray(stored) === Array.isArray(derived)) {
    const keys = [...new Set([...Object.keys(stored), ...Object.keys(derived)])];
    return keys.flatMap((key) =>
      disagreements(Array.isArray(stored) ? `${path}[${key}]` : `${path}.${key}`, stored[key], derived[key]),
    );
  }
  return agree(stored, derived) ? [] : [{ path, stored, derived }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Logarithms and panels' arithmetic may differ in the last digits between machines. */
const rounding = 1e-9;

function agree(stored: unknown, derived: unknown): boolean {
  if (typeof stored !== 'number' || typeof derived !== 'number') return stored === derived;
  if (Object.is(stored, derived) || stored === derived) return true;
  // Nothing finite is near an infinity, whatever is in proportion to it.
  if (!Number.isFinite(stored) || !Number.isFinite(derived)) return false;
  return Math.abs(stored - derived) <= rounding * Math.max(Math.abs(stored), Math.abs(derived));
}

import { classOf, type DType, sizeOf, type TypedValues } from '#core';
import { type NodeRule, type RuleTable, arity, all } from './rule.ts';

/** Whether an element type holds a number as it is. */
function holds(dtype: DType, value: unknown): boolean {
  if (typeof value !== 'number') return false;
  if (dtype === 'float32') return true;
  return dtype === 'int32' ? Object.is(value | 0, value) : value === 0 || value === 1;
}

const constant: NodeRule = ({ attrs, shape, dtype }) => {
  const values = attrs['values'] as TypedValues | undefined;
  if (!(values instanceof classOf(dtype))) {
    return `holds ${dtype} values in a ${values?.constructor.name ?? 'missing list'}`;
  }
  const expected = sizeOf(shape);
  return values.length === expected ? undefined : `holds ${values.length} values instead of ${expected}`;
};

const fill: NodeRule = ({ attrs, dtype }) =>
  holds(dtype, attrs['value']) ? undefined : `value ${String(attrs['value'])} is not of type ${dtype}`;

const groups = ['state', 'input', 'data'];

const placeholder: NodeRule = ({ attrs }) =>
  groups.includes(attrs['group'] as string) && typeof attrs['name'] === 'string'
    ? undefined
    : 'has no group or name';

export const constantRules: RuleTable = {
  Const: all(arity(0), constant),
  Fill: all(arity(0), fill),
  Placeholder: all(arity(0), placeholder),
};

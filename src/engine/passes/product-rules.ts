import type { Rule } from './builder.ts';

/**
 * a^T b with more columns in a than in b, as the transpose of b^T a: the library packs the transposed operand, and the
 * narrow one costs less (a factor of 2 on filter gradients, 2048 x 144 against 2048 x 16).
 */
export const transposeNarrowOperand: Rule = (node, builder) => {
  const { transposeA, transposeB } = node.attrs;
  if (node.kernel !== 'BatchMatMul' || transposeA !== true || transposeB === true) return undefined;
  const [a, b] = node.inputs.map((id) => builder.node(id));
  const batch = node.shape.slice(0, -2);
  const [rows, columns] = node.shape.slice(-2) as [number, number];
  const sameBatch = a!.shape.slice(0, -2).join() === b!.shape.slice(0, -2).join();
  if (rows <= columns || !sameBatch) return undefined;
  const swapped = [b!.id, a!.id];
  const product = builder.derive(node, 'BatchMatMul', swapped, node.attrs, [...batch, columns, rows]);
  const rank = node.shape.length;
  const perm = [...batch.keys(), rank - 1, rank - 2];
  return builder.derive(node, 'Transpose', [product], { perm }, node.shape);
};

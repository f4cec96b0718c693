import { attribute, type GraphWriter } from '../graph-writer.ts';
import type { Lowering, LoweringTable } from './types.ts';

/** The last two axes exchanged. */
function transposed(writer: GraphWriter, name: string, rank: number): string {
  const perm = Array.from({ length: rank }, (_, axis) => axis);
  perm.push(...perm.splice(-2).reverse());
  return writer.op('Transpose', [name], { attributes: { perm: attribute.ints(perm) } });
}

const matMul: Lowering = (node, { writer, full, node: lookup }) => {
  const operands = node.inputs.map(full);
  const transposeA = node.attrs['transposeA'] === true;
  const transposeB = node.attrs['transposeB'] === true;
  if (!transposeA && !transposeB) return writer.op('MatMul', operands);
  if (node.dtype === 'int32') {
    const flags = [transposeA, transposeB];
    const turned = operands.map((name, index) =>
      flags[index] ? transposed(writer, name, lookup(node.inputs[index]!).shape.length) : name,
    );
    return writer.op('MatMul', turned);
  }
  return writer.op('FusedMatMul', operands, {
    domain: 'com.microsoft',
    attributes: { transA: attribute.int(transposeA ? 1 : 0), transB: attribute.int(transposeB ? 1 : 0) },
  });
};

export const linearLowerings: LoweringTable = { BatchMatMul: matMul };

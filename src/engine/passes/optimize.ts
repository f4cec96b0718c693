import type { Graph } from '../graph/graph.ts';
import { verifyGraph } from '../verify/index.ts';
import { cheaperForms, neutralElements, reduceFills, shrinkOperands } from './algebra-rules.ts';
import { widenBroadcasts } from './broadcast-rules.ts';
import { rewrite, type Rule } from './builder.ts';
import { decomposeComposites } from './composite-rules.ts';
import { decomposeConvolutions } from './convolution-rules.ts';
import { settleEmpty } from './empty-rules.ts';
import { dropIdentities, mergeReshapes, simplifyTransposes, spreadFills } from './movement-rules.ts';
import { decomposePooling } from './pooling-rules.ts';
import { mergeProducts } from './merge-products.ts';
import { transposeNarrowOperand } from './product-rules.ts';

/** What makes any graph smaller. */
const simplifications: readonly Rule[] = [
  settleEmpty,
  dropIdentities,
  spreadFills,
  mergeReshapes,
  simplifyTransposes,
  shrinkOperands,
  neutralElements,
  cheaperForms,
  reduceFills,
  decomposePooling,
];

const forLibrary: readonly Rule[] = [...simplifications, decomposeConvolutions];
const forCode: readonly Rule[] = [...simplifications, decomposeComposites];

/** Forms that suit the library and hide what a node is from the rules above: last. */
const finish: readonly Rule[] = [...forLibrary, transposeNarrowOperand, widenBroadcasts];

/**
 * A smaller graph with the same results, for ONNX Runtime: no identities, no repeated or dead nodes, composite kernels
 * taken apart.
 */
export function optimize(graph: Graph): Graph {
  return finished(graph, forLibrary, finish);
}

/** The same for our own kernels, which have convolutions but no other composite kernels. */
export function optimizeForCode(graph: Graph): Graph {
  return finished(graph, forCode, forCode);
}

function finished(graph: Graph, first: readonly Rule[], last: readonly Rule[]): Graph {
  const merged = mergeProducts(untilStable(graph, first, 'simplification'));
  return untilStable(verifyGraph(merged, 'the merging of products'), last, 'the last simplification');
}

function untilStable(graph: Graph, rules: readonly Rule[], pass: string): Graph {
  let current = verifyGraph(rewrite(graph, rules), pass);
  for (;;) {
    const next = verifyGraph(rewrite(current, rules), pass);
    if (next.nodes.length === current.nodes.length) return next;
    current = next;
  }
}
